public import ReproducibleMath

/// Steps by the sign of the gradient, or of its running mean.
///
///     m ← μm + (1 − μ)g     θ ← θ − α sign(m)
///
/// The sign of zero is zero. J. Bernstein et al., "signSGD: compressed optimisation for non-convex
/// problems", ICML 2018; with a decay it is J. Su's Tiger.
public struct SignDescent: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var momentum = 0.0
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...1, "how slowly the mean of gradients forgets"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "sign-sgd", name: "signSGD", family: .sign, prototype: SignDescent(),
      formula: ["θ ← θ − α sign(g)"], source: "Bernstein et al., ICML 2018"),
    OptimizerEntry(
      key: "signum", name: "Signum", family: .sign,
      prototype: SignDescent().with { $0.momentum = 0.9 },
      formula: ["m ← μm + (1 − μ)g", "θ ← θ − α sign(m)"],
      source: "Bernstein et al., ICML 2018"),
    OptimizerEntry(
      key: "tiger", name: "Tiger", family: .sign,
      prototype: SignDescent().with {
        $0.momentum = 0.965
        $0.weightDecay = .decoupled(0.01)
      },
      formula: ["m ← μm + (1 − μ)g", "θ ← (1 − αλ)θ − α sign(m)"],
      source: "Su, Tiger: a tight-fisted optimizer (2023)"),
  ]

  public enum Slot: Int, SlotName { case mean }

  public struct Coefficients: Sendable {
    let rate, momentum, fresh: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(rate: rate, momentum: momentum, fresh: 1 - momentum)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    // Without momentum an infinite gradient must leave no trace.
    let mean = Number(c.momentum) * slots[.mean] + Number(c.fresh) * gradient
    slots[.mean] = c.momentum == 0 ? gradient : mean
    parameter -= Number(c.rate) * slots[.mean].signum
  }
}
