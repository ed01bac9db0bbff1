public import ReproducibleMath

/// Leaves out what a step does against the gradient, and lengthens the rest.
///
///     u = θ − θ′     u ← u · [ug > 0] · n / (k + 1) for the k of n entries that agree
///
/// tensor by tensor. K. Liang et al., "Cautious optimizers: improving training with one line of code",
/// 2024.
public struct CautiousMask: Transform {
  public var rescales = true

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .flag("rescales", \Self.rescales, "whether the rest is lengthened for what is left out")
  ]

  public static let entry = TransformEntry(
    key: "cautious", prototype: CautiousMask(),
    meaning: "leaves out what a step does against the gradient",
    formula: "u ← u · [ug > 0] · n / (k + 1)", source: "Liang et al., arXiv 2411.16085 (2024)")

  public var corrects: Bool { true }

  public func correct<Number: Real>(
    _ parameters: inout MutableSpan<Number>, from before: [Number], gradient: [Number],
    _ context: TransformContext, _ state: inout OptimizerState<Number>
  ) {
    for group in 0..<state.layout.groups {
      let (first, stride, count) = state.layout.indices(ofGroup: group)
      let indices = Swift.stride(from: first, to: first + stride * count, by: stride)
      var agreeing: Number = 1
      // Whatever is no number counts as agreeing, so that it stays in sight.
      for index in indices where !((before[index] - parameters[index]) * gradient[index] <= 0) {
        agreeing += 1
      }
      let scale = rescales ? Number(Double(count)) / agreeing : 1
      for index in indices {
        let step = before[index] - parameters[index]
        parameters[index] = before[index] - (step * gradient[index] <= 0 ? 0 : scale * step)
      }
    }
  }
}
