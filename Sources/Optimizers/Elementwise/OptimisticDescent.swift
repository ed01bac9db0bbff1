public import ReproducibleMath

/// Expects the gradient to go on changing as it just did.
///
///     θ ← θ − α((a + b)g − bg₋₁)
///
/// On a saddle and in two-player games it spirals in where gradient descent spirals out. The first
/// g₋₁ is g. L. Popov, "A modification of the Arrow-Hurwicz method for search of saddle points", 1980.
public struct OptimisticDescent: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var alpha = 1.0
  public var beta = 1.0
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("alpha", \Self.alpha, "a: the weight of the gradient"),
    .number("beta", \Self.beta, "b: the weight of its change"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "optimistic-sgd", name: "Optimistic GD", family: .plain,
      prototype: OptimisticDescent(), formula: ["θ ← θ − α((a + b)g − bg₋₁)"],
      source: "Popov, Mathematical Notes 28 (1980)")
  ]

  public enum Slot: Int, SlotName { case previousGradient }

  public struct Coefficients: Sendable {
    let isFirst: Bool
    let rate, both, beta: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(isFirst: step == 1, rate: rate, both: alpha + beta, beta: beta)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let previous = c.isFirst ? gradient : slots[.previousGradient]
    parameter -= Number(c.rate) * (Number(c.both) * gradient - Number(c.beta) * previous)
    slots[.previousGradient] = gradient
  }
}
