public import ReproducibleMath

/// Lets a rule run ahead and follows it part of the way.
///
///     every k steps: φ ← φ + a(θ − φ)     θ ← φ
///
/// The slow weights φ are in the slot `slow`. M. Zhang et al., "Lookahead optimizer: k steps forward,
/// 1 step back", NeurIPS 2019.
public struct Lookahead: Transform {
  public var period = 5
  public var share = 0.5

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .whole("period", \Self.period, in: 1...Int.max, "k: steps that the rule runs ahead"),
    .number("share", \Self.share, in: 0...1, "a: how much of the way is followed"),
  ]

  public static let entry = TransformEntry(
    key: "lookahead", prototype: Lookahead(), meaning: "runs ahead, and follows part of the way",
    formula: "every k steps: φ ← φ + a(θ − φ), θ ← φ", source: "Zhang et al., NeurIPS 2019")

  public var slots: [String] { ["slow"] }
  public var startsFromParameters: Bool { true }
  public var corrects: Bool { true }

  public func correct<Number: Real>(
    _ parameters: inout MutableSpan<Number>, from before: [Number], gradient: [Number],
    _ context: TransformContext, _ state: inout OptimizerState<Number>
  ) {
    guard state.step.isMultiple(of: period) else { return }
    for index in parameters.indices {
      let slow = state.slots[context.index(index, of: state)]
      // Written so that the whole way is exactly the whole way.
      let next = parameters[index] + Number(1 - share) * (slow - parameters[index])
      state.slots[context.index(index, of: state)] = next
      parameters[index] = next
    }
  }
}
