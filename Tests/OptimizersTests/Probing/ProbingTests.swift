import Optimizers
import ReproducibleMath
import Testing

@Suite("Probing rules") struct ProbingTests {
  static let keys = [
    "newton", "damped-newton", "saddle-free-newton", "bfgs", "lbfgs", "conjugate-gradient",
    "fletcher-reeves", "backtracking", "adahessian", "sophia",
  ]

  static func rule(_ line: String) throws -> any Optimizer { try OptimizerSpec(line).optimizer }

  /// A quadratic of four parameters whose curvatures are 1, 4, 9 and 25, turned out of the axes.
  static let bowl: SmoothFunction<Double> = {
    let turn: [[Double]] = [
      [0.5, 0.5, 0.5, 0.5], [0.5, -0.5, 0.5, -0.5], [0.5, 0.5, -0.5, -0.5],
      [0.5, -0.5, -0.5, 0.5],
    ]
    let bends: [Double] = [1, 4, 9, 25]
    let matrix = (0..<4).map { i in
      (0..<4).map { j in (0..<4).reduce(0.0) { $0 + turn[$1][i] * bends[$1] * turn[$1][j] } }
    }
    return .quadratic(matrix, center: [1, -2, 3, 0.5])
  }()

  static func distance(_ point: [Double]) -> Double {
    zip(point, [1, -2, 3, 0.5]).map { abs($0 - $1) }.max() ?? 0
  }

  @Test("Newton is at a quadratic's minimum after one step")
  func newton() throws {
    for key in ["newton", "damped-newton", "saddle-free-newton"] {
      let walk = Self.bowl.walk(try Self.rule(key), from: [0, 0, 0, 0], steps: 1)
      #expect(Self.distance(walk.point) < 1e-13, "\(key)")
      #expect(walk.function.products == 4 && walk.function.gradients == 1)
    }
  }

  @Test(
    "With exact searches conjugate gradients and BFGS need one step a dimension",
    arguments: [
      "conjugate-gradient(lineSearch: curvature)", "fletcher-reeves(lineSearch: curvature)",
      "conjugate-gradient(formula: hestenesStiefel, lineSearch: curvature)",
      "conjugate-gradient(formula: daiYuan, lineSearch: curvature)",
      "bfgs(lineSearch: curvature)", "lbfgs(lineSearch: curvature)",
    ])
  func exactSearch(_ line: String) throws {
    let three = Self.bowl.walk(try Self.rule(line), from: [0, 0, 0, 0], steps: 3)
    let four = Self.bowl.walk(try Self.rule(line), from: [0, 0, 0, 0], steps: 4)
    #expect(Self.distance(three.point) > 1e-3)
    #expect(Self.distance(four.point) < 1e-12)
  }

  @Test("BFGS learns the inverse Hessian of a quadratic")
  func inverseHessian() throws {
    let optimizer = BFGS().with { $0.lineSearch = .curvature }
    var run = Run(optimizer, on: Self.bowl, from: [0, 0, 0, 0])
    for _ in 0..<4 { run.step() }
    for axis in 0..<4 {
      var product = [0.0, 0, 0, 0]
      var target = product.mutableSpan
      let row = run.state.blocks[axis]
      run.objective.hessianProduct(at: row.span, along: row.span, into: &target)
      for other in 0..<4 { #expect(abs(product[other] - (axis == other ? 1 : 0)) < 1e-10) }
    }
  }

  @Test(
    "Every rule with a search arrives in Rosenbrock's valley",
    arguments: [
      ("damped-newton", 25), ("bfgs", 40), ("bfgs(lineSearch: zoom)", 40), ("lbfgs", 40),
      ("lbfgs(lineSearch: zoom)", 40), ("lbfgs(lineSearch: armijo)", 80),
      ("conjugate-gradient", 60), ("fletcher-reeves", 120), ("backtracking", 20_000),
    ])
  func valley(line: String, steps: Int) throws {
    let walk = SmoothFunction<Double>.rosenbrock.walk(
      try Self.rule(line), from: [-1.2, 1], steps: steps)
    #expect(walk.point.allSatisfy { abs($0 - 1) < 1e-4 }, "\(walk.point)")
  }

  @Test("Newton runs into the saddle; lifted or absolute curvature leads past it")
  func saddle() throws {
    let start = [0.5, 0.1]
    let saddle = SmoothFunction<Double>.saddle
    let plain = saddle.walk(try Self.rule("newton"), from: start, steps: 20).point
    #expect(plain.allSatisfy { abs($0) < 1e-12 })
    for key in ["damped-newton", "saddle-free-newton"] {
      let point = saddle.walk(try Self.rule(key), from: start, steps: 40).point
      #expect(abs(point[0]) < 1e-8 && abs(abs(point[1]) - 2.0.squareRoot()) < 1e-8, "\(key)")
    }
  }

  @Test("Damping makes Newton's step a small step down")
  func damping() throws {
    let step = Self.bowl.walk(try Self.rule("newton(damping: 1e6)"), from: [0, 0, 0, 0], steps: 1)
    let descent = Self.bowl.walk(
      try Self.rule("sgd(learningRate: 1e-6)"), from: [0, 0, 0, 0], steps: 1)
    for (a, b) in zip(step.point, descent.point) { #expect(abs(a - b) < 1e-4 * abs(b)) }
  }

  @Test("A turned surface gives a turned path, where the rule has no axes of its own")
  func rotation() throws {
    let plain = SmoothFunction<Double>.quadratic([[1, 0], [0, 25]], center: [0, 0])
    let turned = SmoothFunction<Double>.quadratic([[25, 0], [0, 1]], center: [0, 0])
    for key in Self.keys where key != "adahessian" && key != "sophia" {
      let one = plain.walk(try Self.rule(key), from: [3, 1], steps: 5).point
      let other = turned.walk(try Self.rule(key), from: [-1, 3], steps: 5).point
      #expect(abs(one[0] - other[1]) < 1e-12 && abs(one[1] + other[0]) < 1e-12, "\(key)")
    }
  }

  @Test("Both precisions take the same way", arguments: keys)
  func precisions(_ key: String) throws {
    let optimizer = try Self.rule(key)
    let double = SmoothFunction<Double>.saddle.walk(optimizer, from: [0.5, 0.25], steps: 3).point
    let float = SmoothFunction<Float>.saddle.walk(optimizer, from: [0.5, 0.25], steps: 3).point
    for (a, b) in zip(double, float) { #expect(abs(a - Double(b)) < 1e-4, "\(double) \(float)") }
    #expect(double != [0.5, 0.25])
  }

  @Test("A step from the minimum leads nowhere", arguments: keys)
  func minimum(_ key: String) throws {
    let walk = Self.bowl.walk(try Self.rule(key), from: [1, -2, 3, 0.5], steps: 3)
    #expect(walk.point == [1, -2, 3, 0.5])
  }

  @Test("Hostile functions end every step, and searches do not move onto them", arguments: keys)
  func hostile(_ key: String) throws {
    for wall in [Double.nan, .infinity] {
      let function = SmoothFunction<Double>(
        dimension: 2, value: { $0[0] > 0 ? wall : -$0[0] - $0[1] },
        gradient: { $0[0] > 0 ? [wall, wall] : [-1, -1] }, hessian: { _ in [[0, 0], [0, 0]] })
      let walk = function.walk(try Self.rule(key), from: [-1, 0], steps: 5)
      if !["newton", "saddle-free-newton", "adahessian", "sophia"].contains(key) {
        #expect(walk.point.allSatisfy { $0.isFinite }, "\(walk.point)")
        #expect(walk.point[0] <= 0)
      }
      let lost = function.walk(try Self.rule(key), from: [1, 0], steps: 3)
      #expect(lost.function.gradients < 1000)
    }
  }

  @Test("Curvature by random signs is drawn anew each step, and the same in every run")
  func randomness() throws {
    let once = Self.bowl.walk(try Self.rule("adahessian"), from: [0, 0, 0, 0], steps: 30).point
    let twice = Self.bowl.walk(try Self.rule("adahessian"), from: [0, 0, 0, 0], steps: 30).point
    let other = Self.bowl.walk(
      try Self.rule("adahessian(seed: 1)"), from: [0, 0, 0, 0], steps: 30
    ).point
    #expect(once == twice)
    #expect(once != other)
    let gaussian = Self.bowl.walk(
      try Self.rule("sophia(distribution: gaussian, samples: 50)"), from: [0, 0, 0, 0], steps: 11)
    #expect(gaussian.function.products == 100)
  }

  @Test("Every rule is read back from its own words", arguments: keys)
  func roundTrip(_ key: String) throws {
    let spec = try OptimizerSpec(key)
    #expect(spec.canonical == key)
    #expect(spec.entry.family == (key == "backtracking" ? .plain : .secondOrder))
  }
}
