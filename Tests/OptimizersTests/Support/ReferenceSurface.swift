import ReproducibleMath

/// The four surfaces of the published paths, for any number of lanes side by side.
///
/// The order of operations is that of the script that recorded the paths, so that a difference in a
/// path is a difference in the optimizer.
struct ReferenceSurface: Objective {
  let formula: Formula
  var lanes = 1

  enum Formula: String, Codable, CaseIterable, Sendable {
    case rosenbrock, beale, saddle
    case bowl = "elongated-bowl"
  }

  var dimension: Int { 2 * lanes }

  mutating func value(at point: Span<Double>) -> Double {
    formula.value(point[0], point[lanes])
  }

  mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    for lane in 0..<lanes {
      (gradient[lane], gradient[lanes + lane]) = formula.slope(point[lane], point[lanes + lane])
    }
    return value(at: point)
  }

  mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    let (xx, xy, yy) = formula.curvature(point[0], point[lanes])
    product[0] = xx * direction[0] + xy * direction[lanes]
    product[lanes] = xy * direction[0] + yy * direction[lanes]
  }
}

extension ReferenceSurface.Formula {
  func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .rosenbrock: square(1 - x) + 100 * square(y - x * x)
    case .beale:
      square(1.5 - x + x * y) + square(2.25 - x + x * (y * y))
        + square(2.625 - x + x * power(y, 3))
    case .bowl: (x * x + 25 * (y * y)) / 2
    case .saddle: x * x - y * y + power(y, 4) / 4
    }
  }

  func slope(_ x: Double, _ y: Double) -> (Double, Double) {
    switch self {
    case .rosenbrock:
      return (-400 * x * (-(x * x) + y) + 2 * x - 2, -200 * (x * x) + 200 * y)
    case .beale:
      let (square, cube) = (y * y, power(y, 3))
      let a = x * y - x + 1.5
      let b = x * square - x + 2.25
      let c = x * cube - x + 2.625
      return (
        (2 * y - 2) * a + (2 * square - 2) * b + (2 * cube - 2) * c,
        6 * x * square * c + 4 * x * y * b + 2 * x * a
      )
    case .bowl: return (x, 25 * y)
    case .saddle: return (2 * x, power(y, 3) - 2 * y)
    }
  }

  /// The second derivatives by xx, xy and yy.
  func curvature(_ x: Double, _ y: Double) -> (Double, Double, Double) {
    switch self {
    case .rosenbrock: (2 - 400 * y + 1200 * x * x, -400 * x, 200)
    case .beale: preconditionFailure("nobody asks for the curvature of Beale's function")
    case .bowl: (1, 0, 25)
    case .saddle: (2, 0, 3 * y * y - 2)
    }
  }

  private func square(_ number: Double) -> Double { number * number }
  private func power(_ base: Double, _ exponent: Int) -> Double {
    DoubleDouble.power(base, exponent)
  }
}
