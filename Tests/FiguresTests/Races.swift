import Figures
import Foundation
import LossSurfaces
import Optimizers
import Scenes
import Trajectories

/// Races that several tests draw.
enum Races {
  static let catalog = SurfaceCatalog(directories: [
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "surfaces").path
  ])

  static func race(
    _ lines: [String], on surface: String = "rosenbrock", dimension: Int? = nil, steps: Int = 100,
    tuning: Tuning = .defaults
  ) throws -> RaceResult {
    try race(try catalog.surface(named: surface, dimension: dimension), lines, steps, tuning)
  }

  static func race(
    formula: String, variables: [String], _ lines: [String], steps: Int = 100
  ) throws -> RaceResult {
    let surface = try LossSurface(formula: formula, domain: variables.map { ($0, -3...3) })
    return try race(surface, lines, steps, .defaults)
  }

  private static func race(
    _ surface: LossSurface, _ lines: [String], _ steps: Int, _ tuning: Tuning
  ) throws -> RaceResult {
    var race = Race(
      surface: surface, start: surface.card.starts[0], steps: steps,
      entrants: try lines.map { try OptimizerSpec($0) }, threads: 2)
    race.tuning = tuning
    return try race.run()
  }

  /// One run that stays, one that leaves the window, one that diverges.
  static func eventful() throws -> RaceResult {
    try race([
      "adam(learningRate: 0.05)", "momentum(learningRate: 0.004)", "sgd(learningRate: 0.01)",
    ])
  }

  static func scene(
    _ result: RaceResult, size: Size = Size(800, 600), language: Language = .english,
    theme: Theme.Name = .light
  ) -> Scene {
    ComparisonFigure(result, theme: theme, language: language)
      .scene(size: size, measuring: FixedWidthMeasuring())
  }
}

extension Scene {
  /// The frame of the paths' panel.
  var frame: Rectangle? { group(named: "map")?.clip }
}

extension Mark.Group {
  /// The points of all paths in the group.
  var points: [Point] {
    var points: [Point] = []
    Mark.group(self).visit { if case .path(let path, _) = $0 { points += path.points } }
    return points
  }

  var texts: [String] {
    var texts: [String] = []
    Mark.group(self).visit { if case .text(let text) = $0 { texts.append(text.content.plain) } }
    return texts
  }
}
