public import ReproducibleMath

/// Two momenta fed in turn, of which the older is subtracted: the noise of the gradient grows while
/// its mean stays.
///
///     the one fed:  b ← β₁²b + (1 − β₁²)g     θ ← θ − α((1 + γ)b − γb′) / √((1 + γ)² + γ²)
///
/// Z. Xie, L. Yuan, Z. Zhu and M. Sugiyama, "Positive-negative momentum: manipulating stochastic
/// gradient noise to improve generalization", ICML 2021.
public struct PNM: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var gamma = 1.0
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .number("gamma", \Self.gamma, "how much of the older momentum is subtracted"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "pnm", name: "PNM", family: .momentum, prototype: PNM(),
      formula: [
        "in turn: b ← β₁²b + (1 − β₁²)g", "θ ← θ − α((1 + γ)b − γb′) / √((1 + γ)² + γ²)",
      ],
      source: "Xie, Yuan, Zhu and Sugiyama, ICML 2021")
  ]

  public enum Slot: Int, SlotName { case newer, older }

  public struct Coefficients: Sendable {
    let rate, fresh, positive, negative, scale: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(
      rate: rate, fresh: 1 - beta1 * beta1, positive: 1 + gamma, negative: gamma,
      scale: 1 / Double.root((1 + gamma) * (1 + gamma) + gamma * gamma))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let fed = slots[.older] + Number(c.fresh) * (gradient - slots[.older])
    let difference = Number(c.positive) * fed - Number(c.negative) * slots[.newer]
    parameter -= Number(c.rate) * (difference * Number(c.scale))
    slots[.older] = slots[.newer]
    slots[.newer] = fed
  }
}
