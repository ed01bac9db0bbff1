public import ReproducibleMath

/// Keeps the direction of the gradient and forgets its length.
///
///     g ← g / (‖g‖ + ε), all tensors together; each lane of a batch by itself
public struct Normalization: Transform {
  public var epsilon = 0.0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("epsilon", \Self.epsilon, "added to the norm; 0 makes a zero gradient no number")
  ]

  public static let entry = TransformEntry(
    key: "normalize", prototype: Normalization(), meaning: "makes the gradient one unit long",
    formula: "g ← g / (‖g‖ + ε)",
    source: "Nesterov, Matekon 29 (1984); Hazan, Levy and Shalev-Shwartz, NeurIPS 2015")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    for model in state.layout.models(count: gradient.count) {
      var sum: Number = 0
      for index in model { sum += gradient[index] * gradient[index] }
      let length = Number.root(sum) + Number(epsilon)
      for index in model { gradient[index] /= length }
    }
    return true
  }
}
