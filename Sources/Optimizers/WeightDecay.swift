/// How the size of the parameters is penalised, of which libraries mean two things.
public enum WeightDecay: Sendable, Hashable, Codable {
  case none
  /// g ← g + λθ before the rule: the gradient of ½λ‖θ‖², scaled by whatever the rule does.
  case l2(Double)
  /// θ ← (1 − αλ)θ beside the rule. Loshchilov and Hutter, "Decoupled weight decay", ICLR 2019.
  case decoupled(Double)
  /// θ ← (1 − λ)θ beside the rule, whatever the learning rate.
  case fixed(Double)
  /// θ ← θ / (1 + αλ) after the rule: the decoupled decay, taken implicitly.
  case proximal(Double)

  public var strength: Double {
    switch self {
    case .none: 0
    case .l2(let strength), .decoupled(let strength), .fixed(let strength), .proximal(let strength):
      strength
    }
  }

  /// The share of the parameters that a step takes away before the rule.
  func share(_ rate: Double) -> Double {
    switch self {
    case .none, .l2, .proximal: 0
    case .decoupled(let strength): rate * strength
    case .fixed(let strength): strength
    }
  }

  /// What a step multiplies the parameters with before the rule.
  func shrinkage(_ rate: Double) -> Double { 1 - share(rate) }

  /// The same kind of decay with another strength; L2 where there was none.
  func with(strength: Double) -> WeightDecay {
    switch self {
    case .none, .l2: strength == 0 ? .none : .l2(strength)
    case .decoupled: .decoupled(strength)
    case .fixed: .fixed(strength)
    case .proximal: .proximal(strength)
    }
  }
}

extension WeightDecay {
  /// λ of a decoupled decay, for a rule that takes its rate from elsewhere.
  var decoupledStrength: Double { if case .decoupled(let strength) = self { strength } else { 0 } }

  /// This decay, unless it is a decoupled one, which the rule takes beside its step by itself.
  var outer: WeightDecay { if case .decoupled = self { .none } else { self } }

  /// This decay, unless it takes a share of the parameters, which the rule then does by itself.
  var withoutShare: WeightDecay {
    switch self {
    case .none, .decoupled, .fixed: .none
    case .l2, .proximal: self
    }
  }
}
