public import ReproducibleMath

/// Adagrad without the square root, so that scaling the data changes nothing.
///
///     b² ← b² + g² + ε     m² ← m² + δg² + g² / b²     θ ← θ − α m g / b²
///
/// S. Choudhury, N. Tupitsa, N. Loizou, S. Horváth, M. Takáč and E. Gorbunov, "Remove that square
/// root: a new efficient scale-invariant version of AdaGrad", NeurIPS 2024.
public struct KATE: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var delta = 0.0
  public var epsilon = 1e-8
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("delta", \Self.delta, "δ: how much the size of the gradient counts"),
    .number("epsilon", \Self.epsilon, "what every step adds to b²"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "kate", name: "KATE", family: .accumulator, prototype: KATE(),
      formula: ["b² ← b² + g² + ε", "m² ← m² + δg² + g² / b²", "θ ← θ − α m g / b²"],
      source: "Choudhury et al., NeurIPS 2024")
  ]

  public enum Slot: Int, SlotName { case scaledSum, squareSum }

  public struct Coefficients: Sendable {
    let rate, delta, epsilon: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(rate: rate, delta: delta, epsilon: epsilon)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let square = gradient * gradient
    slots[.squareSum] += square + Number(c.epsilon)
    slots[.scaledSum] += Number(c.delta) * square + square / slots[.squareSum]
    let scale = Number.root(slots[.scaledSum])
    parameter -= Number(c.rate) * (scale * gradient / slots[.squareSum])
  }
}
