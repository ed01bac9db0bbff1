public import ReproducibleMath

/// Steps by the sign of a mean that gives the newest gradient more weight than it keeps.
///
///     θ ← θ − α sign(β₁m + (1 − β₁)g)     m ← β₂m + (1 − β₂)g
///
/// Every step has the length α in every parameter: it never settles at a constant rate. The sign
/// of zero is zero.
/// X. Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023.
public struct Lion: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.0001
  public var beta1 = 0.9
  public var beta2 = 0.99
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("beta1", \Self.beta1, in: 0...1, "the share of the mean in the step"),
    .number("beta2", \Self.beta2, in: 0...1, "how slowly the mean of gradients forgets"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "lion", name: "Lion", family: .sign, prototype: Lion(),
      formula: ["θ ← θ − α sign(β₁m + (1 − β₁)g)", "m ← β₂m + (1 − β₂)g"],
      source: "Chen et al., NeurIPS 2023")
  ]

  public enum Slot: Int, SlotName { case mean }

  public struct Coefficients: Sendable {
    let rate, beta1, beta2, fresh1, fresh2: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(rate: rate, beta1: beta1, beta2: beta2, fresh1: 1 - beta1, fresh2: 1 - beta2)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let direction = Number(c.beta1) * slots[.mean] + Number(c.fresh1) * gradient
    parameter -= Number(c.rate) * direction.signum
    slots[.mean] = Number(c.beta2) * slots[.mean] + Number(c.fresh2) * gradient
  }
}
