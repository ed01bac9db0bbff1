import Figures
import LossSurfaces
import Optimizers
import Scenes
import Testing
import Trajectories

@Suite struct MapFigureTests {
  private static func surface(_ formula: String) throws -> LossSurface {
    try LossSurface(formula: formula, domain: [("x", -2...2), ("y", -2...2)])
  }

  private func basins(
    _ lines: [String], rates: [Double] = [], language: Language = .english,
    exit: DomainExit = .free
  ) throws -> (map: BasinMap, scene: Scene) {
    var plan = BasinPlan(
      surface: try Self.surface("x^4 / 4 - x^2 / 2 + y^2 / 2"),
      entrants: try lines.map(OptimizerSpec.init), side: 21, steps: 90)
    plan.learningRates = rates
    plan.exit = exit
    let map = plan.run()
    let figure = BasinFigure(map, language: language)
    return (map, figure.scene(size: Size(1200, 900), measuring: FixedWidthMeasuring()))
  }

  @Test("Each optimizer has a panel, with its shares above and its minima marked")
  func panels() throws {
    let (map, scene) = try basins(["sgd(learningRate: 0.3)", "adam(learningRate: 0.1)"])
    #expect(map.minima.count == 2)
    #expect(scene.groups(named: "panel Gradient descent").count == 1)
    #expect(scene.groups(named: "panel Adam").count == 1)
    let share = map.panels[0].share(ofMinimum: 0)
    #expect(scene.texts.contains { $0.contains("■") && $0.contains("%") })
    #expect(share > 0.4)
    var images = 0
    scene.visit { if case .image = $0 { images += 1 } }
    #expect(images == 2)
  }

  @Test("Starts that diverged are hatched, and the key says so")
  func divergence() throws {
    let (map, scene) = try basins(["sgd"], rates: [0.1, 50])
    #expect(map.panels[1].divergedShare > 0.5)
    #expect(scene.texts.contains("diverged"))
    let hatching = scene.groups(named: "panel Gradient descent").map { panel in
      panel.marks.reduce(0) { count, mark in
        guard case .group(let group) = mark, group.name == "map" else { return count }
        return count + group.marks.count
      }
    }
    #expect(hatching[1] > hatching[0] - 2)
  }

  @Test("Every coordinate is finite and every panel lies in the picture, however many there are")
  func bounds() throws {
    for count in [1, 2, 3, 5, 7] {
      let lines = (0..<count).map { "sgd(learningRate: \(0.1 + 0.01 * Double($0)))" }
      let (_, scene) = try basins(lines, exit: .stop)
      scene.visit { mark in
        if case .path(let path, _) = mark { #expect(path.isFinite) }
        if case .image(_, let box) = mark {
          #expect(scene.bounds.inset(by: -40).contains(box))
        }
      }
    }
  }

  @Test("The same map speaks Portuguese, with a decimal comma")
  func portuguese() throws {
    let (_, scene) = try basins(["adam"], language: .portuguese)
    #expect(scene.texts.contains { $0.contains("inícios") })
    #expect(scene.texts.contains { $0.contains(",") && $0.contains("%") })
    #expect(!scene.texts.contains { $0.contains("starts") })
  }

  @Test(
    "A sensitivity sheet has a row for each optimizer, a ring at the best, a triangle at an edge")
  func sensitivity() throws {
    let surface = try Self.surface("x^2 + 10 y^2")
    let plan = SensitivityPlan(
      surface: surface, entrants: try ["sgd", "adam"].map(OptimizerSpec.init),
      rates: [1e-4, 1e-3, 1e-2, 1e-1, 1],
      starts: .random(in: surface.card.domain, count: 7, seed: 0), seed: 0, steps: 40)
    let table = plan.run()
    for language in Language.allCases {
      for theme in Theme.Name.allCases {
        let scene = SensitivityFigure(table, theme: theme, language: language)
          .scene(size: Size(1000, 700), measuring: FixedWidthMeasuring())
        #expect(scene.groups(named: "row Adam").count == 1)
        #expect(scene.groups(named: "row Gradient descent").count == 1)
        #expect(!scene.groups(named: "marker").isEmpty || !scene.texts.isEmpty)
        scene.visit { if case .path(let path, _) = $0 { #expect(path.isFinite) } }
      }
    }
    #expect(table.rows[0].cells[4].diverged > 0 || table.rows[0].cells[4].median > 1)
  }
}
