import Testing

@testable import Optimizers
@testable import ReproducibleMath

@Suite("Matrix rules") struct MatrixTests {
  static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<Double> {
    var stream = RandomStream(seed: seed)
    return Matrix(
      rows: rows, columns: columns, values: (0..<rows * columns).map { _ in stream.normal() })
  }

  static func distance(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Double {
    zip(a.values, b.values).map { abs($0 - $1) }.max() ?? 0
  }

  @Test("The eigenvectors of a symmetric matrix rebuild it", arguments: [1, 2, 3, 8, 25])
  func eigen(size: Int) {
    let root = Self.random(size, size, seed: 3)
    let matrix = root.times(root.transposed)
    let eigen = matrix.eigen
    #expect(eigen.values == eigen.values.sorted())
    #expect(Self.distance(eigen.power(1), matrix) < 1e-12 * matrix.norm)
    for (index, vector) in eigen.vectors.enumerated() {
      for (other, second) in eigen.vectors.enumerated() {
        #expect(abs(vector.dot(second) - (index == other ? 1 : 0)) < 1e-13)
      }
      #expect(vector.max { abs($0) < abs($1) } ?? -1 > 0)
    }
  }

  @Test("A matrix with many digits lost keeps those of its small eigenvalues")
  func graded() {
    let eigen = SymmetricEigen([[1e12, 1e5], [1e5, 1.0]])
    #expect(abs(eigen.values[0] - (1 - 0.01)) < 1e-6)
  }

  @Test("A matrix of NaN ends the search for eigenvalues")
  func hopeless() {
    let eigen = SymmetricEigen([[Double.nan, 1], [1, 2]])
    #expect(eigen.values.contains { $0.isNaN })
  }

  @Test("Powers of a matrix undo each other")
  func powers() {
    let root = Self.random(5, 5, seed: 4)
    let matrix = root.times(root.transposed)
    let quarter = matrix.eigen.power(-0.25)
    let product = quarter.times(quarter).times(quarter).times(quarter).times(matrix)
    #expect(Self.distance(product, Matrix(diagonal: 1, size: 5)) < 1e-9)
  }

  @Test("Householder's basis is orthogonal and spans the same planes")
  func orthogonal() {
    let matrix = Self.random(6, 6, seed: 5)
    let basis = matrix.orthogonalized
    #expect(
      Self.distance(basis.transposed.times(basis), Matrix(diagonal: 1, size: 6)) < 1e-14)
    let upper = basis.transposed.times(matrix)
    for row in 0..<6 { for column in 0..<row { #expect(abs(upper[row, column]) < 1e-13) } }
  }

  @Test("Newton and Schulz come near the orthogonal factor", arguments: [(3, 5), (5, 3), (4, 4)])
  func newtonSchulz(rows: Int, columns: Int) {
    let solver = NewtonSchulz(
      coefficients: [1.5, -0.5, 0], steps: 60, epsilon: 1e-12, boundsNorm: false)
    let factor = solver.orthogonalize(Self.random(rows, columns, seed: 6))
    let gram =
      rows < columns ? factor.times(factor.transposed) : factor.transposed.times(factor)
    #expect(Self.distance(gram, Matrix(diagonal: 1, size: min(rows, columns))) < 1e-10)
  }

  @Test(
    "Rounding to eight bits takes ties to even",
    arguments: [
      (1.0, 1.0), (1.00390625, 1.0), (1.01171875, 1.015625), (1.004, 1.0078125),
      (-3.1415927, -3.140625), (3.3895314e38, 3.3895314e38),
    ] as [(Float, Float)])
  func bfloat16(number: Float, rounded: Float) {
    #expect(NewtonSchulz.bfloat16(number) == rounded)
  }

  static let keys = ["adafactor", "muon", "shampoo", "soap"]

  static let rules: [String] = keys + ["muon(precision: bfloat16)", "soap(turnsVectors: true)"]

  @Test("Every rule lowers a loss of matrices", arguments: rules)
  func descent(_ line: String) throws {
    let spec = try OptimizerSpec(line)
    var problem = try #require(MatrixFixtures.all.problems.first)
    let start = (0..<problem.dimension).map { 0.1 * Double($0 % 5) }
    let optimizer = spec.optimizer
    var tuned = optimizer
    tuned.learningRate = line.hasPrefix("shampoo") ? 0.5 : 0.05
    var run = Run(tuned, on: problem, from: start, layout: problem.layout)
    for _ in 0..<150 { run.step() }
    let (before, after) = (problem.value(at: start.span), problem.value(at: run.point.span))
    #expect(after < 0.6 * before, "\(before) → \(after)")
  }

  @Test("A lane of a batch is the same run alone", arguments: rules)
  func lanes(_ line: String) throws {
    let optimizer = try OptimizerSpec(line).optimizer
    let starts = [[-1.2, 1], [0.5, 2], [1.5, -0.75]]
    let flat = [0, 1].flatMap { axis in starts.map { $0[axis] } }
    var batch = Run(
      optimizer, on: ReferenceSurface(formula: .rosenbrock, lanes: 3), from: flat,
      layout: .lanes(3, dimension: 2))
    var alone = starts.map {
      Run(optimizer, on: ReferenceSurface(formula: .rosenbrock), from: $0)
    }
    for _ in 0..<25 {
      batch.step()
      for index in alone.indices { alone[index].step() }
    }
    for (index, run) in alone.enumerated() {
      #expect(run.point == [batch.point[index], batch.point[3 + index]])
    }
  }

  @Test("Hostile gradients leave a defined state", arguments: rules)
  func hostile(_ line: String) throws {
    let optimizer = try #require(try OptimizerSpec(line).optimizer as? any UpdatingOptimizer)
    let layout = Layout.tensors([.init(offset: 0, rows: 2, columns: 2)])
    for number in [0, .leastNonzeroMagnitude, 1e-160, 1e160] {
      var point = [1.0, -2, 3, 0.5]
      let start = point
      var state = optimizer.makeState(for: layout, at: start.span)
      let gradient = [number, -number, 0, number]
      for _ in 0..<3 {
        var parameters = point.mutableSpan
        optimizer.update(&parameters, gradient: gradient.span, state: &state)
      }
      let isFinite = point.allSatisfy { $0.isFinite }
      // g² of the last one overflows, and what is divided by it is 0 or no number at all.
      #expect(isFinite || number == 1e160, "\(number): \(point)")
      if number == 0, line.hasPrefix("adafactor") { #expect(point == start) }
    }
    var point = [1.0, -2, 3, 0.5]
    var state = optimizer.makeState(for: layout, at: point.span)
    for _ in 0..<2 {
      var parameters = point.mutableSpan
      optimizer.update(&parameters, gradient: [.nan, 0, 0, 0].span, state: &state)
    }
    #expect(point.contains { $0.isNaN })
  }

  @Test("Every rule is read back from its own words", arguments: rules)
  func roundTrip(_ line: String) throws {
    #expect(try OptimizerSpec(line).canonical == line)
    #expect(try OptimizerSpec(OptimizerSpec(line).canonical).canonical == line)
  }

  @Test(
    "Every published line is read back from our own words", arguments: MatrixFixtures.all.cases)
  func publishedRoundTrip(_ path: MatrixPath) throws {
    let spec = try OptimizerSpec(path.spec)
    let again = try OptimizerSpec(spec.canonical)
    #expect(again.canonical == spec.canonical)
    #expect(try path.distance(of: again.optimizer) == path.distance(of: spec.optimizer))
  }
}
