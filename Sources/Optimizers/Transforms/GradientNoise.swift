public import ReproducibleMath

/// Shakes the gradient, less and less.
///
///     g ← g + ξ,  ξ ~ N(0, η / tᵞ)
///
/// The noise depends on the seed, the step and the place alone; all lanes of a batch feel the same.
/// A. Neelakantan et al., "Adding gradient noise improves learning for very deep networks", 2015.
public struct GradientNoise: Transform {
  public var variance = 0.01
  public var annealing = 0.55
  public var seed = 0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("variance", \Self.variance, "η: the variance of the noise at the first step"),
    .number("annealing", \Self.annealing, "γ: how fast the noise falls"),
    .whole("seed", \Self.seed, "the key of the noise"),
  ]

  public static let entry = TransformEntry(
    key: "noise", prototype: GradientNoise(), meaning: "shakes the gradient, less and less",
    formula: "g ← g + ξ, ξ ~ N(0, η / tᵞ)", source: "Neelakantan et al., arXiv 1511.06807 (2015)")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    let time = state.gradients
    let deviation = Double.root(variance / BlockFunction.pow(Double(time), annealing))
    let lanes = if case .lanes(let lanes, _) = state.layout { lanes } else { 1 }
    for place in 0..<gradient.count / lanes {
      var stream = RandomStream(
        seed: UInt64(bitPattern: Int64(seed)), stream: UInt64(place), position: 2 * UInt64(time))
      let push = Number(deviation * stream.normal())
      for index in place * lanes..<(place + 1) * lanes { gradient[index] += push }
    }
    return true
  }
}
