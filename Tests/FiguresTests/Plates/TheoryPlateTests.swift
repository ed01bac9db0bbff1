import LossSurfaces
import Optimizers
import Scenes
import Testing
import Trajectories

@testable import Figures

@Suite struct TheoryPlateTests {
  private let theory = MomentumTheory(curvatures: [25, 1])

  @Test("The best pair is the best: Polyak's (√κ − 1) / (√κ + 1)")
  func best() {
    let best = theory.best
    #expect(abs(best.rate - 4.0 / 6) < 1e-12)
    let rate = theory.rate(learningRate: best.learningRate, momentum: best.momentum)
    #expect(abs(rate - best.rate) < 1e-6)
    for (rate, momentum) in [(0.9, 1.0), (1.1, 1.0), (1.0, 0.8), (1.0, 1.2)] {
      let other = theory.rate(
        learningRate: rate * best.learningRate, momentum: momentum * best.momentum)
      #expect(other > best.rate)
    }
  }

  @Test("Runs of the optimizer leave what theory says, to two percent")
  func measured() throws {
    let surface = try Races.catalog.surface(named: "elongated-bowl")
    for rate in [0.01, 0.03, 0.06, 0.09, 0.12] {
      for momentum in [0.0, 0.2, 0.5, 0.7, 0.9] {
        let exact = theory.rate(learningRate: rate, momentum: momentum)
        guard exact < 1.2 else { continue }
        let measured = theory.measuredRate(
          learningRate: rate, momentum: momentum, on: surface, from: surface.card.starts[0])
        #expect(abs(measured / exact - 1) < 0.02, "α \(rate), β \(momentum): \(measured), \(exact)")
      }
    }
  }

  @Test("The scene is the one on record", arguments: Language.allCases)
  func snapshot(_ language: Language) throws {
    let plate = TheoryPlate(
      descent: try Races.race(["sgd(learningRate: 0.064)"], on: "elongated-bowl", steps: 12),
      damping: try Races.race(
        ["0.3", "0.64", "0.9"].map { "momentum(learningRate: 0.04, momentum: \($0))" },
        on: "elongated-bowl", steps: 40),
      theory: theory, language: language)
    let scene = plate.scene(size: Size(900, 600), measuring: FixedWidthMeasuring())
    Snapshot.expectSound(scene)
    try Snapshot.expect(scene, matches: "theory-\(language.rawValue)")
  }
}
