import Figures
import Foundation
import Networks
import Scenes
import Testing
import Training

@Suite struct LearningCurvesFigureTests {
  @Test("The scene is the one on record", arguments: Language.allCases)
  func snapshot(language: Language) throws {
    let sweeps = try Sweeps(["adam(0.05)", "sgd(0.1)"])
    let scene = Sweeps.scene(LearningCurvesFigure(sweeps.report, language: language))
    try Snapshot.expect(scene, matches: "learning-curves-\(language.rawValue)")
    Snapshot.expectSound(scene)
  }

  @Test("The line is the median of the seeds, the band their quartiles")
  func bands() throws {
    let sweeps = try Sweeps(["adam(0.05)"], seeds: 5)
    let scene = Sweeps.scene(LearningCurvesFigure(sweeps.report))
    let panel = try #require(scene.group(named: "validation loss"))
    let line = try #require(panel.group(named: "line Adam"))
    let frame = try #require(line.clip)
    // The axis is logarithmic: two seeds' lines and the median share it.
    let losses = (0...4).map { epoch in
      sweeps.report.entrants[0].runs.map { $0.history.epochs[epoch].validation?.loss ?? .nan }
        .sorted()
    }
    let seed = try #require(panel.group(named: "line Adam seed 0"))
    let own = sweeps.report.entrants[0].runs[0].history.epochs.map { $0.validation?.loss ?? .nan }
    let (first, last) = (try #require(seed.points.first), try #require(seed.points.last))
    let scale = try #require(Self.scale(own[0], first.y, own[4], last.y))
    for epoch in 0...4 {
      let x = frame.minX + frame.width * Double(epoch) / 4
      let place = Point(x, scale(losses[epoch][2]))
      #expect(line.points.contains { $0.distance(to: place) < 1.2 }, "epoch \(epoch)")
    }
    let band = try #require(panel.group(named: "band Adam"))
    let ends = band.points.filter { abs($0.x - frame.maxX) < 1 }.map(\.y).sorted()
    #expect(abs(ends[0] - scale(losses[4][3])) < 1 && abs(ends[1] - scale(losses[4][1])) < 1)
  }

  /// A logarithmic or linear axis through two known places.
  private static func scale(
    _ a: Double, _ ya: Double, _ b: Double, _ yb: Double
  ) -> ((Double) -> Double)? {
    guard a > 0, b > 0, a != b else { return nil }
    return { ya + (yb - ya) * (log($0) - log(a)) / (log(b) - log(a)) }
  }

  @Test("Evaluations run along the top, epochs along the bottom")
  func axes() throws {
    let scene = Sweeps.scene(LearningCurvesFigure(try Sweeps(["adam", "sgd"]).report))
    let panel = try #require(scene.group(named: "training loss"))
    #expect(panel.texts.contains("gradient evaluations"))
    #expect(scene.group(named: "validation metric")?.texts.contains("epochs") == true)
  }

  @Test("The best stands first in legend and scores, with its interval")
  func ranking() throws {
    let report = try Sweeps(["sgd(1e-6)", "adam(0.05)"], epochs: 12).report
    #expect(report.ranking == [1, 0])
    let scene = Sweeps.scene(LearningCurvesFigure(report))
    let legend = try #require(scene.group(named: "legend")).texts
    let adam = try #require(legend.firstIndex(of: "Adam"))
    let sgd = try #require(legend.firstIndex(of: "Gradient descent"))
    #expect(adam < sgd)
    #expect(legend.contains { $0.contains(" ± ") })
    #expect(scene.groups(named: "score").count == 2)
  }

  @Test("A diverging optimizer is crossed, counted and last")
  func diverging() throws {
    let report = try Sweeps(["sgd(1e200)", "adam"]).report
    #expect(report.ranking == [1, 0])
    let scene = Sweeps.scene(LearningCurvesFigure(report))
    Snapshot.expectSound(scene)
    #expect(scene.group(named: "legend")?.texts.contains("3 of 3 diverged") == true)
  }

  @Test("Every seed's line is drawn, and one seed has no band")
  func seeds() throws {
    let many = Sweeps.scene(LearningCurvesFigure(try Sweeps(["adam"], seeds: 4).report))
    #expect(
      try #require(many.group(named: "training loss")).marks.count {
        if case .group(let group) = $0 { group.name.hasPrefix("line Adam seed") } else { false }
      } == 4)
    let one = Sweeps.scene(LearningCurvesFigure(try Sweeps(["adam"], seeds: 1).report))
    #expect(one.group(named: "band Adam") == nil)
    #expect(one.texts.contains { $0.contains("another seed") })
  }

  @Test("The schedule shows in the panel of rates")
  func schedule() throws {
    let report = try Sweeps(["adam(0.05)"], schedule: "step(every: 5, by: 0.1)").report
    let rates = report.entrants[0].runs[0].history.epochs.map(\.learningRate)
    #expect(rates.first == 0.05 && rates.last.map { $0 < 0.006 } == true)
    let scene = Sweeps.scene(LearningCurvesFigure(report))
    let line = try #require(scene.group(named: "rates")?.group(named: "line Adam"))
    let places = line.points.map(\.y)
    #expect(try #require(places.last) > (try #require(places.first)) + 20)
  }

  @Test("Numbers to predict have no confusion, and R² as metric")
  func regression() throws {
    let report = try Sweeps(["adam"], on: "teacher(count: 60)").report
    #expect(ConfusionFigure(report) == nil)
    let scene = Sweeps.scene(LearningCurvesFigure(report))
    #expect(scene.texts.contains { $0.contains("R²") })
    Snapshot.expectSound(scene)
  }
}

extension Mark.Group {
  func group(named name: String) -> Mark.Group? {
    var found: Mark.Group?
    Mark.group(self).visit { mark in
      if case .group(let group) = mark, group.name == name, found == nil { found = group }
    }
    return found
  }
}
