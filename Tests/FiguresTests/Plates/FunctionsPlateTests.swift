import Figures
import Networks
import Scenes
import Testing

@Suite struct FunctionsPlateTests {
  private func scene(_ plate: FunctionsPlate) -> Scene {
    plate.scene(size: Size(800, 600), measuring: FixedWidthMeasuring())
  }

  @Test("The activations are those on record", arguments: Language.allCases)
  func activations(language: Language) throws {
    let scene = scene(
      FunctionsPlate(
        activations: [.sigmoid, .tanh, .relu, .leakyReLU(), .gelu], language: language))
    try Snapshot.expect(scene, matches: "activations-\(language.rawValue)")
    Snapshot.expectSound(scene)
  }

  @Test("The losses are those on record", arguments: Language.allCases)
  func losses(language: Language) throws {
    let scene = scene(
      FunctionsPlate(
        losses: [.meanSquaredError, .huber(), .sigmoidCrossEntropy, .hinge], squaresSigmoid: true,
        language: language))
    try Snapshot.expect(scene, matches: "losses-\(language.rawValue)")
    Snapshot.expectSound(scene)
  }

  @Test("Every activation and every loss can be drawn")
  func all() {
    Snapshot.expectSound(scene(FunctionsPlate(activations: Activation.all)))
    Snapshot.expectSound(scene(FunctionsPlate(losses: Loss.all, squaresSigmoid: true)))
  }

  @Test("A sigmoid's slope peaks at a quarter and fades on both sides; ReLU's is 0 on the left")
  func fading() throws {
    let sigmoid = scene(FunctionsPlate(activations: [.sigmoid]))
    #expect(sigmoid.texts.contains("|f′| ≤ 0.25"))
    let panel = try #require(sigmoid.group(named: "slope sigmoid"))
    #expect(panel.marks.count { Self.isNamed($0, "shade") } == 2)
    let relu = try #require(
      scene(FunctionsPlate(activations: [.relu])).group(named: "value relu"))
    #expect(relu.marks.count { Self.isNamed($0, "shade") } == 1)
  }

  private static func isNamed(_ mark: Mark, _ name: String) -> Bool {
    if case .group(let group) = mark { group.name == name } else { false }
  }

  @Test("The square error of a sigmoid lets go where it is most wrong, cross-entropy does not")
  func squaredSigmoid() throws {
    let scene = scene(FunctionsPlate(losses: [.sigmoidCrossEntropy], squaresSigmoid: true))
    func isShadedAtLeft(_ name: String) throws -> Bool {
      let panel = try #require(scene.group(named: name))
      var shades: [Rectangle] = []
      Mark.group(panel).visit { mark in
        if case .group(let group) = mark, group.name == "shade",
          case .path(let path, _)? = group.marks.first, let box = path.bounds
        {
          shades.append(box)
        }
      }
      let frame = try #require(panel.points.map(\.x).min())
      return shades.contains { $0.minX < frame + 40 && $0.width > 5 }
    }
    #expect(try isShadedAtLeft("slope squared sigmoid"))
    #expect(try !isShadedAtLeft("slope sigmoidCrossEntropy"))
  }
}
