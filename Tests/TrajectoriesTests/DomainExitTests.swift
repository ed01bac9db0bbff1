import LossSurfaces
import Optimizers
import Testing

@testable import Trajectories

@Suite struct DomainExitTests {
  /// Walks down the plane f = x, to the left without end, by one a step.
  private func walk(_ exit: DomainExit, steps: Int = 6) throws -> RaceRun {
    let surface = try LossSurface(
      formula: "x + 0 y", domain: [("x", -2...2), ("y", -2...2)], starts: [[0.5, 0]])
    var race = Race(
      surface: surface, start: [0.5, 0], steps: steps,
      entrants: [try OptimizerSpec("sgd(learningRate: 1)")])
    race.exit = exit
    return try race.run().runs[0]
  }

  private func abscissas(_ run: RaceRun) -> [Double] {
    (0..<run.trajectory.count).map { run.trajectory.coordinate($0, 0) }
  }

  @Test("Without walls a run goes where its steps lead")
  func free() throws {
    #expect(abscissas(try walk(.free)) == [0.5, -0.5, -1.5, -2.5, -3.5, -4.5, -5.5])
  }

  @Test("A run that stops ends with its first point outside")
  func stop() throws {
    let run = try walk(.stop)
    #expect(abscissas(run) == [0.5, -0.5, -1.5, -2.5])
    #expect(run.outcome == .left(step: 3))
    #expect("\(run.outcome)" == "left the domain at 3")
  }

  @Test("A clipped run stays at the edge, a reflected one turns back")
  func walls() throws {
    #expect(abscissas(try walk(.clip)) == [0.5, -0.5, -1.5, -2, -2, -2, -2])
    #expect(abscissas(try walk(.reflect)) == [0.5, -0.5, -1.5, -1.5, -1.5, -1.5, -1.5])
  }

  @Test("A penalty adds κ d² to f and 2κ d to its slope, and is what the run is judged by")
  func penalty() throws {
    let run = try walk(.penalty(0.75), steps: 5)
    // At −2.5 the slope is 1 − 2 · 0.75 · 0.5 = 0.25.
    #expect(Array(abscissas(run)[..<5]) == [0.5, -0.5, -1.5, -2.5, -2.75])
    #expect(run.trajectory.records[3].loss == -2.5 + 0.75 * 0.25)
    #expect(run.trajectory.records[3].gradientNorm == 0.25)
  }

  @Test("Words say which exit, with a strength where one applies")
  func words() {
    for exit in [DomainExit.free, .stop, .clip, .reflect, .penalty(2.5)] {
      #expect(DomainExit("\(exit)") == exit)
    }
    #expect(DomainExit("penalty") == .penalty(1000))
    for wrong in ["", "wall", "penalty:", "penalty:-1", "penalty:nan", "penalty:inf", "clip:3"] {
      #expect(DomainExit(wrong) == nil)
    }
  }
}
