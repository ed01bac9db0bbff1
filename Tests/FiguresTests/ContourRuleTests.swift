import LossSurfaces
import Scenes
import Testing
import Trajectories

@testable import Figures

/// Levels that say something: a run that crawls along a valley must be seen to descend.
@Suite struct ContourRuleTests {
  @Test(
    "On Rosenbrock's valley most levels lie below the start, and no run's second half is mute",
    arguments: [["sgd", "momentum", "adam"], ["adagrad", "rmsprop"], ["nesterov"]])
  func levels(lines: [String]) throws {
    let result = try Races.race(lines, steps: 300, tuning: .tuned(.standard))
    let context = FigureContext(
      result, theme: Theme(.light), language: .english, threads: 2)
    let frame = Rectangle(minX: 0, minY: 0, maxX: 600, maxY: 500)
    let levels = PathPanel.panel(for: context, in: frame).levels
    #expect(levels == levels.sorted())
    #expect(levels.count { $0 < context.measure(context.startLoss) } >= 6)
    let spacing = zip(levels.dropFirst(), levels).map(/).max() ?? 1
    for run in result.runs {
      let records = run.trajectory.records
      let gaps = records.suffix(records.count / 2).map { context.measure($0.loss) }
      let bands = gaps.map { gap in levels.count { $0 < gap } }
      let crossed = (bands.max() ?? 0) - (bands.min() ?? 0)
      // One that falls by less than two levels' ratio stands still, and is to be seen so.
      let stands = (gaps.max() ?? 1) < spacing * spacing * (gaps.min() ?? 1)
      let all = records.map { record in levels.count { $0 < context.measure(record.loss) } }
      #expect((all.max() ?? 0) - (all.min() ?? 0) >= 2, "\(run.name)")
      #expect(
        crossed >= 2 || stands || bands.contains(0), "\(run.name): \(bands.suffix(3))")
    }
  }
}
