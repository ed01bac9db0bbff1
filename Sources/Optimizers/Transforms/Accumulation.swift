public import ReproducibleMath

/// Collects several gradients before the rule sees one.
///
///     a ← a + g; every n-th time the rule steps by a / n, and a starts anew
public struct Accumulation: Transform {
  public var steps = 4
  public var combination = Combination.mean

  public init() {}

  public enum Combination: String, CaseIterable, Sendable { case mean, sum }

  public static let hyperparameters: [Hyperparameter] = [
    .whole("steps", \Self.steps, in: 1...Int.max, "gradients a step"),
    .choice("combination", \Self.combination, "what the rule sees of them"),
  ]

  public static let entry = TransformEntry(
    key: "accumulate", prototype: Accumulation(), meaning: "collects several gradients a step",
    formula: "a ← a + g; every n-th time the rule steps by a / n")

  public var slots: [String] { ["accumulated"] }

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    let isFull = state.gradients.isMultiple(of: steps)
    let divisor = Number(combination == .mean ? Double(steps) : 1)
    for index in gradient.indices {
      let sum = state.slots[context.index(index, of: state)] + gradient[index]
      state.slots[context.index(index, of: state)] = isFull ? 0 : sum
      gradient[index] = sum / divisor
    }
    return isFull
  }
}
