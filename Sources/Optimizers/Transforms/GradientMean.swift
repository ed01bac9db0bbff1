public import ReproducibleMath

/// Hands the rule a mean of the gradients that forgets.
///
///     m ← βm + (1 − β)g     g ← m / (1 − βᵗ)
public struct GradientMean: Transform {
  public var decay = 0.9
  public var debias = true

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("decay", \Self.decay, in: 0...1, "β: how slowly the mean forgets"),
    .flag("debias", \Self.debias, "whether the young mean is corrected"),
  ]

  public static let entry = TransformEntry(
    key: "smooth", prototype: GradientMean(), meaning: "averages the gradients, and forgets",
    formula: "m ← βm + (1 − β)g, g ← m / (1 − βᵗ)")

  public var slots: [String] { ["mean gradient"] }

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    let bias = debias ? Number(1 - DoubleDouble.power(decay, state.gradients)) : 1
    let (share, fresh) = (Number(decay), Number(1 - decay))
    for index in gradient.indices {
      let place = context.index(index, of: state)
      state.slots[place] = share * state.slots[place] + fresh * gradient[index]
      gradient[index] = state.slots[place] / bias
    }
    return true
  }
}
