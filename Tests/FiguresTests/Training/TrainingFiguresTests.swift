import Figures
import Networks
import Scenes
import Testing
import Training

@Suite struct TrainingFiguresTests {
  @Test("The confusion is the one on record", arguments: Language.allCases)
  func confusion(language: Language) throws {
    let sweeps = try Sweeps(["adam(0.05)", "sgd(0.1)"])
    let scene = Sweeps.scene(
      try #require(ConfusionFigure(sweeps.report, language: language)))
    try Snapshot.expect(scene, matches: "confusion-\(language.rawValue)")
    Snapshot.expectSound(scene)
  }

  @Test("The cells of a confusion add up to the test part of all seeds")
  func cells() throws {
    let report = try Sweeps(["adam(0.05)"]).report
    let scene = Sweeps.scene(try #require(ConfusionFigure(report)))
    let cells = try #require(scene.group(named: "underlay")).texts.compactMap(Int.init)
    #expect(cells.reduce(0, +) == report.test * 3)
    let right = report.entrants[0].runs.compactMap(\.confusion).reduce(0.0) {
      $0 + $1.accuracy * Double($1.total)
    }
    #expect(abs(report.scores(0, 0, on: .test).reduce(0, +) * Double(report.test) - right) < 1e-9)
  }

  @Test("Regions cover every example, each marked as trained on or held out")
  func regions() throws {
    let sweeps = try Sweeps(["adam(0.05)", "sgd(1e200)"], epochs: 20)
    let regions = try #require(
      try DecisionRegions(
        sweeps.result, on: sweeps.sweep.data, unscaled: sweeps.unscaled, columns: 24, rows: 24))
    #expect(regions.examples.count == 60)
    #expect(regions.examples.allSatisfy { regions.x.contains($0.x) && regions.y.contains($0.y) })
    #expect(regions.maps[0].count == 24 * 24 * 2 && regions.maps[1].isEmpty)
    // A cell has the class that most of the examples in it have.
    var agreements = 0
    for example in regions.examples {
      func cell(_ value: Double, _ range: ClosedRange<Double>) -> Int {
        min(Int(24 * (value - range.lowerBound) / (range.upperBound - range.lowerBound)), 23)
      }
      let index = cell(example.y, regions.y) * 24 + cell(example.x, regions.x)
      let isSecond = regions.maps[0][2 * index + 1] > 0.5
      if isSecond == (example.target == 1) { agreements += 1 }
    }
    #expect(agreements >= 45)
    let scene = Sweeps.scene(DecisionRegionsFigure(regions, sweeps.report))
    Snapshot.expectSound(scene)
    #expect(scene.groups(named: "training example").count == 2 * sweeps.report.training)
    #expect(
      scene.groups(named: "held-out example").count
        == 2 * (sweeps.report.validation + sweeps.report.test))
    try Snapshot.expect(scene, matches: "regions")
  }

  @Test("Three features have no regions")
  func noRegions() throws {
    let sweeps = try Sweeps(["adam"], on: "blobs(count: 40, features: 3)", seeds: 1)
    #expect(
      try DecisionRegions(sweeps.result, on: sweeps.sweep.data, unscaled: sweeps.unscaled) == nil)
  }

  @Test("A landscape is true on its paths", arguments: LossLandscape.Kind.allCases)
  func landscape(kind: LossLandscape.Kind) throws {
    let sweeps = try Sweeps(["adam(0.05)", "sgd(0.1)"], seeds: 1, epochs: 6, keepsPath: true)
    let landscape = try #require(
      try LossLandscape(kind, of: sweeps.result, on: sweeps.sweep.data, nodes: 15))
    for path in landscape.paths {
      let records = sweeps.report.entrants[path.entrant].runs[0].history.epochs
      #expect(path.points.count == records.count)
      for (point, record) in zip(path.points, records) {
        let loss = try #require(record.training?.loss)
        #expect(abs(point.loss - loss) < 1e-9 * max(1, loss))
        #expect((landscape.x[0]...landscape.x[14]).contains(point.x))
        #expect((landscape.y[0]...landscape.y[14]).contains(point.y))
      }
    }
    if kind == .random {
      // The best end lies in its own plane.
      let best = try #require(landscape.paths.compactMap(\.points.last).min { $0.loss < $1.loss })
      #expect(abs(best.distance) < 1e-9)
    } else {
      #expect(landscape.explained.reduce(0, +) <= 1 + 1e-12)
    }
    let scene = Sweeps.scene(LandscapeFigure(landscape, sweeps.report))
    Snapshot.expectSound(scene)
    try Snapshot.expect(scene, matches: "landscape-\(kind.rawValue)")
    #expect(scene.group(named: "points Adam")?.marks.count == 6)
  }
}
