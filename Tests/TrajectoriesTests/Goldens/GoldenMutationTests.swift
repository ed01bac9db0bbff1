import LossSurfaces
import Optimizers
import ReproducibleMath
import Testing

@testable import Trajectories

/// Goldens must notice what people get wrong when they rewrite an optimizer.
@Suite struct GoldenMutationTests {
  @Test(
    "A well-known mistake fails the golden of the right rule, on every surface and within any tolerance",
    arguments: [
      ("adam", "adam(correction: afterEpsilon, epsilon: 1e-3)"),
      ("adam", "adam(epsilon: 0, epsilonRoot: 1e-8)"),
      ("adam", "adam(correction: none)"),
      ("torch.optim.Adam()", "keras.optimizers.Adam()"),
      ("nesterov", "momentum"),
      ("torch.optim.SGD()", "torch.optim.SGD(momentum=0.9, nesterov=True)"),
      ("adamw", "adam(weightDecay: l2(0.01))"),
      ("torch.optim.AdamW()", "torch.optim.Adam(weight_decay=0.01)"),
    ])
  func mistakes(_ right: String, _ wrong: String) throws {
    for race in OwnGoldens.races {
      var golden = try OwnGoldens.golden(right, race.name)
      let surface = try OwnGoldens.surface(golden)
      golden.spec = wrong
      for tolerance in [Tolerance.exact, .ulps(16), .derived] {
        let check = GoldenCheck(golden, on: surface, tolerance: tolerance)
        #expect(!check.passes, "\(race.name), \(tolerance)")
      }
    }
  }

  /// The first step at which two runs differ in a point or in the memory.
  private static func firstDifference(_ a: Golden, _ b: Golden) -> Int? {
    zip(a.rows, b.rows).first { $0.point != $1.point || $0.slots != $1.slots }?.0.step
  }

  private static let ownSpecs = OptimizerCatalog.entries.map(\.key)

  @Test(
    "One ulp in one coefficient is caught in every golden that it touches, at its first step",
    arguments: ownSpecs)
  func ulps(spec: String) throws {
    let optimizer = try OptimizerSpec(spec).optimizer
    for race in OwnGoldens.races {
      let golden = try OwnGoldens.golden(spec, race.name)
      let surface = try OwnGoldens.surface(golden)
      let recorder = GoldenRecorder(repeating: golden, on: surface)
      let right = try recorder.replay(spec)
      for hyperparameter in type(of: optimizer).hyperparameters {
        guard case .number(let value) = hyperparameter.value(of: optimizer),
          let changed = (try? OptimizerSpec(spec))?.entry,
          hyperparameter.setting(.number(value.nextUp), in: optimizer) != nil
        else { continue }
        let line = "\(changed.key)(\(hyperparameter.name): \(value.nextUp))"
        guard let wrong = try? recorder.replay(line) else { continue }
        var mutated = golden
        mutated.spec = line
        let difference = GoldenCheck(mutated, on: surface).difference
        if let step = Self.firstDifference(right, wrong) {
          #expect(difference?.step == step, "\(line) on \(race.name)")
        } else {
          // Nothing listed moved: the coefficient is rounded away, or shows for a step in between.
          #expect(
            (difference == nil) == (right.pathHash == wrong.pathHash), "\(line) on \(race.name)")
        }
      }
    }
  }

  @Test("β₁ of Adam, one ulp up, changes every golden of Adam")
  func touching() throws {
    for race in OwnGoldens.races {
      var golden = try OwnGoldens.golden("adam", race.name)
      golden.spec = "adam(beta1: \((0.9).nextUp))"
      let difference = GoldenCheck(golden, on: try OwnGoldens.surface(golden)).difference
      #expect(difference?.step == 1, "\(race.name)")
    }
  }

  @Test(
    "The derived tolerance forgives another order of a sum, and no moved ε",
    arguments: ["adam", "momentum(learningRate: 1e-4)", "nadam", "adagrad", "rmsprop", "adamax"])
  func reordering(spec: String) throws {
    let formula = "(1 - x)^2 + 100 (y - x^2)^2 + x y / 7"
    let reordered = "x y / 7 + (100 (y - x^2)^2 + (1 - x)^2)"
    let domain: [(String, ClosedRange<Double>)] = [("x", -2...2), ("y", -1...3)]
    let surface = try LossSurface(formula: formula, domain: domain)
    let other = try LossSurface(formula: reordered, domain: domain)
    let golden = try GoldenRecorder(
      race: "sum", surfaceName: formula, surface: surface, start: [-1.5, 1.3], steps: 1000
    ).record(spec)
    #expect(!GoldenCheck(golden, on: other).passes)
    let check = GoldenCheck(golden, on: other, tolerance: .derived)
    #expect(check.passes, "\(String(describing: check.difference)), \(golden.sensitivities)")
    var moved = golden
    guard ["adam", "rmsprop", "nadam"].contains(spec) else { return }
    moved.spec = "\(spec)(epsilon: 1e-7)"
    #expect(!GoldenCheck(moved, on: surface, tolerance: .derived).passes)
  }
}
