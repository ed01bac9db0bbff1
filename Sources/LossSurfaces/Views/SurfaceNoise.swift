/// What is added to the gradient each time an optimizer looks at a surface.
public enum SurfaceNoise: Sendable, Hashable {
  /// A normal number of this deviation on each component.
  case additive(Double)
  /// The whole gradient times 1 + a normal number of this deviation.
  case multiplicative(Double)
  /// A number of Student's distribution with two degrees of freedom on each component, times this:
  /// its variance is infinite.
  case heavyTailed(Double)
  /// Each component is seen with this probability, and then divided by it; else it is 0.
  case sparse(Double)

  /// Reads `additive:0.1`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let amount = Double(parts[1]), amount.isFinite, amount >= 0 else {
      return nil
    }
    switch parts[0] {
    case "additive": self = .additive(amount)
    case "multiplicative": self = .multiplicative(amount)
    case "heavy-tailed": self = .heavyTailed(amount)
    case "sparse" where amount > 0 && amount <= 1: self = .sparse(amount)
    default: return nil
    }
  }

  /// What the text should have been.
  public static let expectation =
    "additive:0.1, multiplicative:0.5, heavy-tailed:0.1 or sparse:0.2 (a probability)"
}

extension SurfaceNoise: CustomStringConvertible {
  public var description: String {
    switch self {
    case .additive(let amount): "additive:\(amount)"
    case .multiplicative(let amount): "multiplicative:\(amount)"
    case .heavyTailed(let amount): "heavy-tailed:\(amount)"
    case .sparse(let amount): "sparse:\(amount)"
    }
  }
}
