import LossSurfaces
import Scenes
import Testing
import Trajectories

@testable import Figures

@Suite struct ReliefFigureTests {
  private func stage(_ formula: String, azimuth: Double = 0) throws -> ReliefStage {
    let surface = try LossSurface(formula: formula, domain: [("x", -3...3), ("y", -3...3)])
    let ground = ReliefGround(surface, LossMeasure(surface, best: 0), nodes: 121, threads: 1)
    return ReliefStage(
      ground, ReliefCamera(azimuth: azimuth, elevation: 25),
      in: Rectangle(minX: 0, minY: 0, maxX: 600, maxY: 500), density: 1)
  }

  @Test("A hill hides what lies behind it, and nothing else")
  func hidden() throws {
    let stage = try stage("10 exp(-2 (x^2 + y^2))")
    #expect(!stage.isVisible(Point(0, 0.35)))
    #expect(stage.isVisible(Point(0, -0.35)))
    #expect(stage.isVisible(Point(0, 0)))
    #expect(stage.isVisible(Point(0.8, 0.35)) && stage.isVisible(Point(-0.8, 0.35)))
    // From the other side it is the other way round.
    let turned = try self.stage("10 exp(-2 (x^2 + y^2))", azimuth: 180)
    #expect(turned.isVisible(Point(0, 0.35)) && !turned.isVisible(Point(0, -0.35)))
  }

  @Test("A line across a hill is cut where the hill hides it")
  func cut() throws {
    let stage = try stage("10 exp(-2 (x^2 + y^2))")
    let behind = stage.visibleParts(of: [Point(-0.9, 0.35), Point(0.9, 0.35)], step: 1)
    let before = stage.visibleParts(of: [Point(-0.9, -0.35), Point(0.9, -0.35)], step: 1)
    #expect(behind.count == 2 && before.count == 1)
  }

  @Test("All of a slope is in sight from above")
  func open() throws {
    let stage = try stage("x")
    for u in stride(from: -0.9, through: 0.9, by: 0.3) {
      for v in stride(from: -0.9, through: 0.3, by: 0.3) {
        let isVisible = stage.isVisible(Point(u, v))
        #expect(isVisible, "\(u), \(v)")
      }
    }
  }

  @Test(
    "The scene is the one on record, sound, with a trace for each path",
    arguments: Language.allCases)
  func snapshot(_ language: Language) throws {
    let result = try Races.race(
      ["adam(learningRate: 0.3)", "sgd(learningRate: 0.01)"], on: "himmelblau", steps: 40)
    let figure = ReliefFigure(result, azimuth: -30, language: language)
    let scene = figure.scene(size: Size(400, 300), measuring: FixedWidthMeasuring())
    Snapshot.expectSound(scene)
    for name in ["Adam", result.runs.count > 1 ? Words.runName("Gradient descent", language) : ""] {
      #expect(scene.group(named: "path \(name)")?.points.isEmpty == false)
      #expect(scene.group(named: "trace \(name)")?.points.isEmpty == false)
    }
    try Snapshot.expect(scene, matches: "relief-\(language.rawValue)")
  }

  @Test("A run that diverges is drawn as far as it stays on the ground")
  func diverging() throws {
    let scene = ReliefFigure(try Races.eventful())
      .scene(size: Size(800, 600), measuring: FixedWidthMeasuring())
    Snapshot.expectSound(scene)
    #expect(scene.group(named: "legend")?.texts.contains { $0.hasPrefix("diverged") } == true)
  }

  @Test("Frame k of the turntable is frame k of the whole film")
  func film() throws {
    let result = try Races.race(["adam(learningRate: 0.3)"], on: "himmelblau", steps: 10)
    let film = ReliefFilm(ReliefFigure(result), frames: 6)
      .film(size: Size(300, 220), measuring: FixedWidthMeasuring())
    #expect(film.count == 6)
    let all = (0..<6).map { film.scene(ofFrame: $0) }
    // As it turns it neither grows nor shrinks.
    let sides = all.compactMap { scene -> Double? in
      guard case .path(let floor, _)? = scene.group(named: "map floor")?.marks.first else {
        return nil
      }
      return zip(floor.points, floor.points.dropFirst()).reduce(0) { sum, ends in
        // Seen from above, as the camera's elevation of 32° squeezes depth.
        let (across, away) = (ends.1.x - ends.0.x, (ends.1.y - ends.0.y) / 0.5299)
        return max(sum, (across * across + away * away).squareRoot())
      }
    }
    #expect(sides.count == 6 && (sides.max() ?? 0) < 1.001 * (sides.min() ?? 0))
    #expect(film.scene(ofFrame: 4) == all[4] && all[1] != all[4])
  }

  @Test("Whatever belongs to one run alone can be hidden in the turntable's page")
  func layers() throws {
    let result = try Races.race(
      ["adam(learningRate: 0.3)", "sgd(learningRate: 0.01)"], on: "himmelblau", steps: 10)
    let film = ReliefFilm(ReliefFigure(result), frames: 6)
      .film(size: Size(300, 220), measuring: FixedWidthMeasuring())
    #expect(film.layers.map(\.title) == ["Adam", "Gradient descent"])
    for layer in film.layers {
      var shown: Set<String> = []
      for mark in (0..<6).flatMap({ film.marks(ofFrame: $0) }) {
        mark.visit { mark in
          if case .group(let group) = mark, group.name.hasSuffix(layer.title) {
            shown.insert(group.name)
          }
        }
      }
      #expect(shown.isSubset(of: layer.groups), "\(shown)")
      #expect(shown.isSuperset(of: ["path", "trace", "end"].map { "\($0) \(layer.title)" }))
    }
  }
}
