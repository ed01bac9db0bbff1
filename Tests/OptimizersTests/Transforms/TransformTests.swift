import Optimizers
import ReproducibleMath
import Testing

/// What is put around a rule, seen through gradient descent at rate 1, whose step is the gradient.
@Suite("Transforms") struct TransformTests {
  /// The steps −Δθ that `sgd(1) + line` takes from (3, 4) with these gradients.
  private func steps(
    _ line: String, _ gradients: [(Double, Double)], from start: (x: Double, y: Double) = (3, 4)
  ) throws -> [[Double]] {
    var batch = Batch<Double>(
      try Entries.rule("sgd(1) + \(line)"), on: .bowl, from: [start])
    return gradients.map { x, y in
      let before = batch.points
      batch.take([x, y], [1])
      return zip(before, batch.points).map { $0 - $1 }
    }
  }

  private static let formulas: [(line: String, step: [Double])] = [
    ("clipValue(0.5)", [0.5, -0.25]), ("clipNorm(0.5)", [0.5, 0]), ("normalize(0)", [1, 0]),
    ("clipGlobalNorm(8)", [4, -0.25]), ("l1(0.5)", [4.5, 0.25]), ("l2(0.5)", [5.5, 1.75]),
    ("decay(0.5)", [5.5, 1.75]), ("cautious", [2.6666666666666665, -0.16666666666666666]),
    ("centralize", [4, -0.25]),
    ("clipAdaptively(0.2, epsilon: 0.1)", [1, 0]), ("noise(0)", [4, -0.25]),
    ("accumulate(1)", [4, -0.25]), ("smooth(0.9)", [4, -0.25]),
    ("smooth(0.75, debias: False)", [1, -0.0625]), ("lookahead(1, share: 0.5)", [2, -0.125]),
    ("ema(0.5)", [4, -0.25]), ("average", [4, -0.25]),
  ]

  @Test("A transform does to a gradient what its formula says", arguments: formulas)
  func formula(_ line: String, _ expected: [Double]) throws {
    let isNormed = line.contains("orm") || line.contains("Adaptively")
    let (step, want) = (
      try steps(line, [(4, isNormed && !line.contains("8") ? 0 : -0.25)])[0], expected
    )
    for (a, b) in zip(step, want) { #expect(abs(a - b) < 1e-12, "\(line)") }
  }

  @Test("Transforms act in the order in which they are written")
  func order() throws {
    #expect(try steps("l2(0.5) + clipValue(1)", [(4, 4)])[0] == [1, 1])
    #expect(try steps("clipValue(1) + l2(0.5)", [(4, 4)])[0] == [2.5, 3])
  }

  @Test("Accumulation waits, and then steps by the mean or the sum")
  func accumulation() throws {
    let gradients = [(1.0, 0.0), (2, 0), (6, 3), (1, 1)]
    #expect(try steps("accumulate(3)", gradients) == [[0, 0], [0, 0], [3, 1], [0, 0]])
    let sums = try steps("accumulate(3, combination: sum)", gradients)
    #expect(sums == [[0, 0], [0, 0], [9, 3], [0, 0]])
  }

  @Test("A rule counts steps, not the gradients that it waits for")
  func waiting() throws {
    var batch = Batch<Double>(
      try Entries.rule("adam(0.1) + accumulate(4)"), on: .bowl, from: [(3, 4)])
    for _ in 0..<8 { batch.take([1, 1], [1]) }
    #expect(batch.state.step == 2)
    #expect(batch.state.gradients == 8)
  }

  @Test("A cautious step leaves out what goes against the gradient, and lengthens the rest")
  func caution() throws {
    var batch = Batch<Double>(
      try Entries.rule("momentum(1) + cautious"), on: .bowl, from: [(3, 4)])
    batch.take([1, 1], [1])
    let before = batch.points
    // The velocity is (1.9, 0.4), and the second gradient of y points the other way.
    batch.take([1, -0.5], [1])
    #expect(abs(before[0] - batch.points[0] - 1.9) < 1e-12)
    #expect(batch.points[1] == before[1])
  }

  @Test("Lookahead goes back part of the way, every k steps")
  func lookahead() throws {
    let path = try steps("lookahead(2, share: 0.25)", [(1, 0), (1, 0), (1, 0)])
    #expect(path == [[1, 0], [-0.5, 0], [1, 0]])
  }

  @Test("A mean of the parameters is kept beside them")
  func averages() throws {
    func average(_ line: String) throws -> Double {
      var batch = Batch<Double>(
        try Entries.rule("sgd(1) + \(line)"), on: .bowl, from: [(8, 0)])
      for _ in 0..<3 { batch.take([2, 0], [1]) }
      return try #require(batch.state.average?.first)
    }
    #expect(try average("average") == 4)
    #expect(try average("average(1)") == 3)
    #expect(try average("ema(0.5)") == 3.5)
    #expect(try average("ema(0.5, beginning: start)") == 3.75)
  }

  @Test("Overwriting makes the parameters the mean")
  func overwriting() throws {
    let path = try steps("ema(0.5, overwrite: 2)", [(2, 0), (2, 0), (2, 0)])
    #expect(path == [[2, 0], [1, 0], [2, 0]])
  }

  @Test("Noise depends on the seed and the step alone, and shrinks")
  func noise() throws {
    let still = Array(repeating: (0.0, 0.0), count: 400)
    let one = try steps("noise(1, seed: 7)", still)
    #expect(one == (try steps("noise(1, seed: 7)", still, from: (3, 4))))
    #expect(one != (try steps("noise(1, seed: 8)", still)))
    func size(_ steps: ArraySlice<[Double]>) -> Double {
      Double.root(steps.reduce(0) { $0 + $1[0] * $1[0] } / Double(steps.count))
    }
    #expect(size(one.prefix(40)) > 1.5 * size(one.suffix(40)))
  }

  @Test("A matrix is clipped and centralized unit by unit")
  func units() throws {
    func change(_ line: String) throws -> [Double] {
      let rule = try Entries.rule("sgd(1) + \(line)")
      let layout = Layout.tensors([.init(offset: 0, rows: 2, columns: 2)])
      var point = [1.0, 1, 1, 1]
      var state = rule.makeState(for: layout, at: point.span)
      let gradient = [1.0, 2, 5, 10]
      var target = point.mutableSpan
      rule.update(&target, gradient: gradient.span, state: &state)
      return point.map { 1 - $0 }
    }
    #expect(try change("centralize") == [-2, -4, 2, 4])
    #expect(try change("centralize(rows)") == [-0.5, 0.5, -2.5, 2.5])
    // Each column of weights is √2 long, the gradient's columns √26 and √104.
    let columns = try change("clipAdaptively(1)")
    #expect(abs(columns[0] - Double.root(2.0 / 26)) < 1e-15)
    #expect(abs(columns[1] - columns[0]) < 1e-15)
    let rows = try change("clipAdaptively(1, units: rows)")
    #expect(abs(rows[1] - 2 * Double.root(2.0 / 5)) < 1e-15)
  }

  @Test("A wrapped run asks twice, and steps by the gradient at the worst point nearby")
  func sharpness() throws {
    let rule = try OptimizerSpec("sgd(0.1) + sam(0.5)").optimizer
    #expect(!(rule is any UpdatingOptimizer))
    var run = Run(rule, on: ReferenceSurface(formula: .bowl), from: [3, 0])
    let end = run.step()
    let slope = ReferenceSurface.Formula.bowl.slope(3.5, 0)
    #expect(abs(end[0] - (3 - 0.1 * slope.0)) < 1e-12)
  }
}
