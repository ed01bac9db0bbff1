import LossSurfaces
import Scenes
import Testing
import Trajectories

@testable import Figures

@Suite struct LoggedFigureTests {
  private let runs = [
    LoggedRun(
      name: "adam", points: [[-1, 2], [-0.5, 1.5], [0.5, 1], [1, 1]], losses: nil),
    LoggedRun(name: "mine", points: [[-1, 2], [0, 2.5], [9, 9], [.nan, 1]], losses: nil),
  ]

  @Test("The scene on a surface is the one on record", arguments: Language.allCases)
  func snapshot(_ language: Language) throws {
    let surface = try Races.catalog.surface(named: "rosenbrock")
    let scene = LoggedFigure(runs, on: surface, language: language)
      .scene(size: Size(800, 500), measuring: FixedWidthMeasuring())
    Snapshot.expectSound(scene)
    try Snapshot.expect(scene, matches: "logged-\(language.rawValue)")
  }

  @Test("A run that is called as one of ours looks as in every picture")
  func style() throws {
    let race = Races.scene(try Races.race(["adam"]))
    let logged = LoggedFigure(runs).scene(size: Size(800, 500), measuring: FixedWidthMeasuring())
    func color(_ scene: Scene, _ name: String) -> Color? {
      guard case .path(_, let paint)? = scene.group(named: name)?.marks.first else { return nil }
      return paint.stroke?.color
    }
    #expect(
      color(race, "path Adam") != nil && color(race, "path Adam") == color(logged, "path adam"))
  }

  @Test("More than two parameters are drawn on their principal components, which say their share")
  func components() {
    let runs = [
      LoggedRun(
        name: "weights", points: (0..<30).map { [Double($0), Double($0 * $0) / 30, 1, 0.1] },
        losses: (0..<30).map { 1 / Double($0 + 1) })
    ]
    let scene = LoggedFigure(runs).scene(size: Size(800, 500), measuring: FixedWidthMeasuring())
    Snapshot.expectSound(scene)
    #expect(scene.texts.contains { $0.hasPrefix("component 1 (") })
    #expect(scene.texts.contains { $0.contains("4 parameters") })
  }
}
