import Figures
import LossSurfaces
import Scenes
import Testing
import Trajectories

@Suite struct PathDifferenceFigureTests {
  private static let formula = "(1 - x)^2 + 100 (y - x^2)^2"

  private func surface() throws -> LossSurface {
    try LossSurface(formula: Self.formula, domain: [("x", -2...2), ("y", -1...3)])
  }

  /// Adam as it was recorded, and with another β₁.
  private func scene(
    _ language: Language = .english, spec: String = "adam(learningRate: 0.05, beta1: 0.8)",
    onSurface: Bool = true
  ) throws -> Scene {
    let recorder = GoldenRecorder(
      race: "valley", surfaceName: Self.formula, surface: try surface(), start: [-1.5, 2],
      steps: 200)
    let golden = try recorder.record("adam(learningRate: 0.05)")
    let points = try recorder.points(of: spec)
    let difference = golden.difference(from: points, within: .exact)
    let figure = PathDifferenceFigure(
      golden, found: points, difference: difference ?? .spec("none"),
      on: onSurface ? try surface() : nil, language: language)
    return figure.scene(size: Size(800, 600), measuring: FixedWidthMeasuring())
  }

  @Test("Both paths are drawn inside the frame, and the first step is marked and named")
  func paths() throws {
    let scene = try scene()
    let clip = try #require(scene.group(named: "paths")?.clip)
    for name in ["recorded", "found"] {
      let path = try #require(scene.group(named: name))
      #expect(path.points.count > 20)
      #expect(path.points.allSatisfy { clip.inset(by: -3).contains($0) })
    }
    #expect(scene.group(named: "first difference") != nil)
    #expect(scene.group(named: "first step")?.texts == ["first difference: step 2"])
    #expect(
      scene.group(named: "header")?.texts.contains { $0.hasPrefix("Step 2, x[0]: recorded ") }
        == true)
  }

  @Test("The distance is drawn at each listed step, and at the bottom where the bits agree")
  func distances() throws {
    let scene = try scene()
    let group = try #require(scene.group(named: "distance"))
    guard case .path(let line, _) = try #require(group.marks.first) else {
      Issue.record("the first mark is no line")
      return
    }
    // Steps 0 to 50, then 60, 75, 90, 100, 120, 150, 180 and 200.
    #expect(line.points.count == 59)
    let bottom = try #require(group.clip?.inset(by: 2).maxY)
    #expect(line.points[0].y == line.points[1].y)
    #expect(abs(line.points[0].y - bottom) < 5)
    #expect(line.points[2].y < line.points[1].y)
  }

  @Test("Portuguese has its words and its comma")
  func portuguese() throws {
    let texts = try scene(.portuguese).texts
    #expect(texts.contains("primeira diferença: passo 2"))
    #expect(texts.contains { $0.hasPrefix("Passo 2, x[0]: gravado -1,") })
    #expect(!texts.contains { $0.contains("recorded") })
  }

  @Test("A path is drawn without its surface, and one that blows up stays on the page")
  func withoutSurface() throws {
    for spec in ["sgd(learningRate: 10)", "adam(learningRate: 1e6)"] {
      let scene = try scene(spec: spec, onSurface: false)
      #expect(scene.group(named: "map") == nil)
      let page = scene.bounds.inset(by: -20)
      scene.visit { mark in
        if case .path(let path, _) = mark { #expect(path.points.allSatisfy(page.contains)) }
      }
    }
  }
}
