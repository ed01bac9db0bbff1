public import ReproducibleMath

/// Adds the gradient of λ Σ|θ|.
public struct L1Penalty: Transform {
  public var strength = 1e-4

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("strength", \Self.strength, "λ: pulls parameters to exactly 0")
  ]

  public static let entry = TransformEntry(
    key: "l1", prototype: L1Penalty(), meaning: "penalises the size of the parameters",
    formula: "g ← g + λ sign(θ)", source: "Tibshirani, J. Royal Statistical Society B 58 (1996)")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    for index in gradient.indices { gradient[index] += Number(strength) * parameters[index].signum }
    return true
  }
}

/// Adds the gradient of ½λ Σθ².
public struct L2Penalty: Transform {
  public var strength = 1e-4

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("strength", \Self.strength, "λ: pulls parameters towards 0")
  ]

  public static let entry = TransformEntry(
    key: "l2", prototype: L2Penalty(), meaning: "penalises the squares of the parameters",
    formula: "g ← g + λθ", source: "Tikhonov (1943)")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    for index in gradient.indices { gradient[index] += Number(strength) * parameters[index] }
    return true
  }
}

/// Pulls the parameters towards 0 beside the rule's step.
///
///     θ ← θ′ − αλθ, where θ′ is what the rule made of θ
///
/// I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019.
public struct DecoupledDecay: Transform {
  public var strength = 0.01

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("strength", \Self.strength, "λ: pulls parameters towards 0, whatever the rule does")
  ]

  public static let entry = TransformEntry(
    key: "decay", prototype: DecoupledDecay(), meaning: "pulls the parameters towards 0",
    formula: "θ ← θ′ − αλθ", source: "Loshchilov and Hutter, ICLR 2019")

  public var corrects: Bool { true }

  public func correct<Number: Real>(
    _ parameters: inout MutableSpan<Number>, from before: [Number], gradient: [Number],
    _ context: TransformContext, _ state: inout OptimizerState<Number>
  ) {
    let share = Number(context.rate * strength)
    for index in before.indices { parameters[index] -= share * before[index] }
  }
}
