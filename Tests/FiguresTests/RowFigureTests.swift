import LossSurfaces
import Optimizers
import Scenes
import Testing
import Trajectories

@testable import Figures

@Suite struct RowFigureTests {
  private func witness() throws -> [RaceResult] {
    let surface = try Races.catalog.surface(named: "long-valley")
    var race = Race(
      surface: surface, start: surface.card.starts[0], steps: 60,
      entrants: [try OptimizerSpec("sgd(learningRate: 0.3)")])
    race.tuning = .defaults
    return try race.atRates(WitnessFigure.factors).run().groups(of: 5)
  }

  @Test("A witness has five rates a row, from a tenth to ten times")
  func rates() throws {
    let results = try witness()
    #expect(results.count == 1)
    let rates = results[0].runs.map(\.learningRate)
    for (rate, factor) in zip(rates, WitnessFigure.factors) { #expect(rate == 0.3 * factor) }
  }

  @Test("The witness on record says what each rate did", arguments: Language.allCases)
  func witnessSnapshot(_ language: Language) throws {
    let scene = WitnessFigure(try witness(), language: language)
      .scene(size: Size(900, 500), measuring: FixedWidthMeasuring())
    Snapshot.expectSound(scene)
    let notes = scene.groups(named: "note").flatMap(\.texts)
    #expect(
      notes
        == (language == .english
          ? ["crawls", "crawls", "descends", "diverges", "diverges"]
          : ["arrasta-se", "arrasta-se", "desce", "diverge", "diverge"]))
    try Snapshot.expect(scene, matches: "witness-\(language.rawValue)")
  }

  @Test("The fan on record: sign-like rules step along a diagonal", arguments: Language.allCases)
  func fan(_ language: Language) throws {
    let result = try Races.race(
      ["sgd(learningRate: 0.01)", "adam(learningRate: 0.1)", "lion(learningRate: 0.2)"],
      on: "beale", steps: 20)
    let scene = FanFigure(result, language: language)
      .scene(size: Size(900, 600), measuring: FixedWidthMeasuring())
    Snapshot.expectSound(scene)
    let texts = try #require(scene.group(named: "table")?.texts)
    let tenth = language == .english ? "−0.1" : "−0,1"
    #expect(texts.filter { $0 == tenth }.count == 2)
    try Snapshot.expect(scene, matches: "fan-\(language.rawValue)")
  }

  @Test("The contact sheet on record marks the best of each row")
  func sheet() throws {
    let results = try ["beale", "himmelblau"].map {
      try Races.race(["sgd(learningRate: 0.01)", "adam(learningRate: 0.3)"], on: $0, steps: 40)
    }
    let scene = ContactSheet(results).scene(
      size: Size(700, 600), measuring: FixedWidthMeasuring())
    Snapshot.expectSound(scene)
    #expect(scene.groups(named: "note").count == 4)
    for name in ["Beale", "Himmelblau", "Adam"] { #expect(scene.texts.contains(name)) }
    try Snapshot.expect(scene, matches: "sheet-en")
  }

  @Test("What is drawn lies in its panel", arguments: Theme.Name.allCases)
  func inside(_ theme: Theme.Name) throws {
    let scene = WitnessFigure(try witness(), theme: theme)
      .scene(size: Size(1200, 700), measuring: FixedWidthMeasuring())
    let paths = scene.groups(named: "overlay")
    #expect(paths.count >= 5)
    for overlay in paths {
      let box = try #require(overlay.clip)
      let inner = overlay.marks.filter {
        if case .group(let group) = $0 { group.name.hasPrefix("path") } else { false }
      }
      for mark in inner {
        mark.visit { mark in
          guard case .path(let path, _) = mark else { return }
          #expect(path.points.allSatisfy(box.inset(by: -6).contains))
        }
      }
    }
  }
}
