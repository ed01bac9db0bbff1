import ReproducibleMath

/// What large weights cost: l1 Σ|w| + l2 Σw², added to the loss.
public struct Penalty: Sendable, Hashable, Codable {
  public var l1: Double
  public var l2: Double

  public static let none = Penalty()

  public init(l1: Double = 0, l2: Double = 0) {
    self.l1 = l1
    self.l2 = l2
  }

  func value<Number: Real>(_ weights: UnsafePointer<Number>, _ count: Int) -> Double {
    var absolute = 0.0, squares = 0.0
    for index in 0..<count {
      let weight = weights[index].double
      absolute += abs(weight)
      squares += weight * weight
    }
    return l1 * absolute + l2 * squares
  }

  func addGradient<Number: Real>(
    _ weights: UnsafePointer<Number>, _ count: Int, to gradient: UnsafeMutablePointer<Number>
  ) {
    let l1 = Number(l1), twice = Number(2 * l2)
    for index in 0..<count {
      gradient[index] += l1 * weights[index].signum + twice * weights[index]
    }
  }

  func addHessianProduct<Number: Real>(
    _ direction: UnsafePointer<Number>, _ count: Int, to product: UnsafeMutablePointer<Number>
  ) {
    let twice = Number(2 * l2)
    for index in 0..<count { product[index] += twice * direction[index] }
  }
}

/// What weights are brought back to after each update.
public enum Constraint: Sendable, Hashable, Codable {
  case none
  /// The norm of what each unit reads with is at most this.
  case maximumNorm(Double)
  /// That norm is 1.
  case unitNorm
  case nonNegative

  /// Changes the weights of a layer, inputs × units, in place.
  func apply<Number: Real>(
    to weights: UnsafeMutablePointer<Number>, inputs: Int, units: Int
  ) {
    switch self {
    case .none: return
    case .nonNegative:
      for index in 0..<inputs * units { weights[index] = max(weights[index], 0) }
    case .maximumNorm, .unitNorm:
      for unit in 0..<units {
        var squares: Number = 0
        for input in 0..<inputs {
          let weight = weights[input * units + unit]
          squares += weight * weight
        }
        let factor = factor(norm: Number.root(squares))
        guard factor != 1 else { continue }
        for input in 0..<inputs { weights[input * units + unit] *= factor }
      }
    }
  }

  private func factor<Number: Real>(norm: Number) -> Number {
    switch self {
    case .maximumNorm(let limit) where norm > Number(limit): Number(limit) / norm
    case .unitNorm where norm > 0: 1 / norm
    default: 1
    }
  }
}
