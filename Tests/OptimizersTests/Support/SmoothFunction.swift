import Optimizers
import ReproducibleMath

/// A function with everything that a probing rule may ask for, which counts how often it was asked.
struct SmoothFunction<Number: Real>: Objective {
  let dimension: Int
  private let formula: @Sendable ([Number]) -> Number
  private let slope: @Sendable ([Number]) -> [Number]
  private let curvature: @Sendable ([Number]) -> [[Number]]
  var values = 0
  var gradients = 0
  var products = 0

  init(
    dimension: Int, value: @escaping @Sendable ([Number]) -> Number,
    gradient: @escaping @Sendable ([Number]) -> [Number],
    hessian: @escaping @Sendable ([Number]) -> [[Number]]
  ) {
    (self.dimension, formula, slope, curvature) = (dimension, value, gradient, hessian)
  }

  mutating func value(at point: Span<Number>) -> Number {
    values += 1
    return formula(Self.array(point))
  }

  mutating func gradient(
    at point: Span<Number>, into gradient: inout MutableSpan<Number>
  ) -> Number {
    gradients += 1
    let point = Self.array(point)
    for (index, number) in slope(point).enumerated() { gradient[index] = number }
    return formula(point)
  }

  mutating func hessianProduct(
    at point: Span<Number>, along direction: Span<Number>, into product: inout MutableSpan<Number>
  ) {
    products += 1
    for (index, row) in curvature(Self.array(point)).enumerated() {
      product[index] = zip(row, Self.array(direction)).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  private static func array(_ span: Span<Number>) -> [Number] { span.indices.map { span[$0] } }
}

extension SmoothFunction {
  /// ½(x − c)ᵀA(x − c).
  static func quadratic(_ matrix: [[Number]], center: [Number]) -> SmoothFunction {
    @Sendable func slope(_ x: [Number]) -> [Number] {
      matrix.map { row in
        row.indices.reduce(0) { $0 + row[$1] * (x[$1] - center[$1]) }
      }
    }
    return SmoothFunction(
      dimension: center.count,
      value: { x in
        zip(slope(x), zip(x, center)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) } / 2
      }, gradient: slope, hessian: { _ in matrix })
  }

  /// (1 − x)² + 100(y − x²)².
  static var rosenbrock: SmoothFunction {
    SmoothFunction(
      dimension: 2,
      value: { p in
        let (a, b) = (1 - p[0], p[1] - p[0] * p[0])
        return a * a + 100 * b * b
      },
      gradient: { p in
        let b = p[1] - p[0] * p[0]
        return [2 * p[0] - 2 - 400 * p[0] * b, 200 * b]
      },
      hessian: { p in
        [[2 - 400 * p[1] + 1200 * p[0] * p[0], -400 * p[0]], [-400 * p[0], 200]]
      })
  }

  /// x² − y² + y⁴ / 4: a saddle at the origin between two minima at (0, ±√2).
  static var saddle: SmoothFunction {
    SmoothFunction(
      dimension: 2,
      value: { p in p[0] * p[0] - p[1] * p[1] + p[1] * p[1] * p[1] * p[1] / 4 },
      gradient: { p in [2 * p[0], p[1] * p[1] * p[1] - 2 * p[1]] },
      hessian: { p in [[2, 0], [0, 3 * p[1] * p[1] - 2]] })
  }
}

/// A walk that keeps the objective, so that its counters can be read.
struct Walk<Number: Real> {
  var point: [Number]
  var function: SmoothFunction<Number>
}

extension SmoothFunction<Double> {
  /// The point after `steps` steps of `optimizer`, and this function with its counters.
  func walk(_ optimizer: any Optimizer, from start: [Double], steps: Int) -> Walk<Double> {
    var objective: any Objective<Double> = self
    var point = start
    var state = optimizer.makeState(for: .point(dimension: start.count), at: start.span)
    for _ in 0..<steps {
      var parameters = point.mutableSpan
      optimizer.advance(&parameters, on: &objective, state: &state)
    }
    return Walk(point: point, function: objective as? SmoothFunction<Double> ?? self)
  }
}

extension SmoothFunction<Float> {
  func walk(_ optimizer: any Optimizer, from start: [Float], steps: Int) -> Walk<Float> {
    var objective: any Objective<Float> = self
    var point = start
    var state = optimizer.makeState(for: .point(dimension: start.count), at: start.span)
    for _ in 0..<steps {
      var parameters = point.mutableSpan
      optimizer.advance(&parameters, on: &objective, state: &state)
    }
    return Walk(point: point, function: objective as? SmoothFunction<Float> ?? self)
  }
}
