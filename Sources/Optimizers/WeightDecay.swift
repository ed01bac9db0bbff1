/// How the size of the parameters is penalised, of which libraries mean two things.
public enum WeightDecay: Sendable, Hashable, Codable {
  case none
  /// g ← g + λθ before the rule: the gradient of ½λ‖θ‖², scaled by whatever the rule does.
  case l2(Double)
  /// θ ← (1 − αλ)θ beside the rule. Loshchilov and Hutter, "Decoupled weight decay", ICLR 2019.
  case decoupled(Double)

  public var strength: Double {
    switch self {
    case .none: 0
    case .l2(let strength), .decoupled(let strength): strength
    }
  }
}
