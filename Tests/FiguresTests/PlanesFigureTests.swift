import Scenes
import Testing
import Trajectories

@testable import Figures

@Suite struct PlanesFigureTests {
  private static func race(_ lines: [String] = ["adam", "sgd", "lion"]) throws -> RaceResult {
    try Races.race(lines.map { "\($0)(learningRate: 0.05)" }, on: "xor-net", steps: 60)
  }

  private func scene(
    _ result: RaceResult, _ plane: PlaneChoice = .principal, theme: Theme.Name = .light,
    language: Language = .english, size: Size = Size(1280, 720)
  ) -> Scene {
    PlanesFigure(result, plane: plane, theme: theme, language: language, threads: 2)
      .scene(size: size, measuring: FixedWidthMeasuring())
  }

  @Test("Three planes with all paths, the lines between the ends, and the distance")
  func panels() throws {
    let result = try Self.race()
    let scene = scene(result, .random(seed: 4))
    #expect(scene.groups(named: "map").count == 3)
    #expect(scene.groups(named: "path Adam").count == 3)
    #expect(scene.groups(named: "ends").count == 1)
    #expect(scene.groups(named: "distances").count == 1)
    #expect(scene.texts.contains("random plane, seed 5"))
    #expect(scene.texts.contains("random plane, seed 6"))
    #expect(scene.texts.contains { $0.contains("not a proven one") })
  }

  @Test("The lines begin at the best end and end at the others, with the runs' own losses")
  func ends() throws {
    let result = try Self.race()
    let context = FigureContext(
      result, theme: Theme(.light, for: Size(800, 600)), language: .english, threads: 1)
    let ends = EndLines(context)
    let best = try #require(ends.origin)
    #expect(result.runs[best].finalLoss == result.runs.map(\.finalLoss).min())
    #expect(ends.lines.map(\.run) == result.runs.indices.filter { $0 != best })
    for line in ends.lines {
      #expect(line.losses.first == result.runs[best].finalLoss)
      #expect(line.losses.last == result.runs[line.run].finalLoss)
      #expect(line.losses.count == EndLines.places + 1)
    }
  }

  @Test("One run's line leads from its start; a run that diverged has none")
  func fewEnds() throws {
    let one = try Self.race(["adam"])
    let theme = Theme(.light, for: Size(800, 600))
    let single = EndLines(FigureContext(one, theme: theme, language: .english, threads: 1))
    #expect(single.origin == nil)
    #expect(single.lines.first?.losses.first == one.runs[0].trajectory.records[0].loss)
    let wild = try Races.race(["adam", "sgd(learningRate: 1e9)"], on: "teacher-net", steps: 60)
    #expect(wild.runs[1].outcome.isDiverged)
    let ends = EndLines(FigureContext(wild, theme: theme, language: .english, threads: 1))
    #expect(ends.lines.map(\.run) == [0])
    Snapshot.expectSound(scene(wild))
  }

  @Test("Every theme, language and plane makes a sound picture", arguments: Theme.Name.allCases)
  func sound(theme: Theme.Name) throws {
    let result = try Self.race()
    for language in Language.allCases {
      for plane in [PlaneChoice.principal, .random(seed: 1), .weights(0, 5)] {
        let scene = scene(result, plane, theme: theme, language: language)
        Snapshot.expectSound(scene)
        scene.visit { if case .path(let path, _) = $0 { #expect(path.isFinite) } }
      }
    }
  }

  @Test("The pictures are those on record", arguments: Language.allCases)
  func snapshots(language: Language) throws {
    let scene = scene(try Self.race(), .random(seed: 4), language: language)
    try Snapshot.expect(scene, matches: "planes-\(language.rawValue)")
  }
}
