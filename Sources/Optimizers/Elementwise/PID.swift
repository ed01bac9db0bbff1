public import ReproducibleMath

/// Descends like a controller: by the gradient, its integral and its derivative.
///
///     i ← μi + (1 − τ)g     d ← μd + (1 − μ)(g − g₋₁)     θ ← θ − α(g + I·i + D·d)
///
/// The first derivative is zero.
/// W. An et al., "A PID controller approach for stochastic optimization of deep networks", CVPR 2018.
public struct PID: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var momentum = 0.9
  public var dampening = 0.0
  public var integral = 5.0
  public var derivative = 10.0
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...1, "how slowly integral and derivative forget"),
    .number("dampening", \Self.dampening, in: 0...1, "the share of each gradient left out of i"),
    .number("integral", \Self.integral, "I: the weight of the integral"),
    .number("derivative", \Self.derivative, "D: the weight of the derivative"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "pid", name: "PID", family: .momentum, prototype: PID(),
      formula: [
        "i ← μi + (1 − τ)g", "d ← μd + (1 − μ)(g − g₋₁)", "θ ← θ − α(g + I·i + D·d)",
      ],
      source: "An et al., CVPR 2018")
  ]

  public enum Slot: Int, SlotName { case integral, derivative, previousGradient }

  public struct Coefficients: Sendable {
    let isFirst: Bool
    let rate, momentum, share, fresh, integral, derivative: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(
      isFirst: step == 1, rate: rate, momentum: momentum, share: 1 - dampening,
      fresh: 1 - momentum, integral: integral, derivative: derivative)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let change = c.isFirst ? 0 : gradient - slots[.previousGradient]
    slots[.integral] = slots[.integral] * Number(c.momentum) + Number(c.share) * gradient
    slots[.derivative] = slots[.derivative] * Number(c.momentum) + Number(c.fresh) * change
    slots[.previousGradient] = gradient
    let push =
      gradient + Number(c.integral) * slots[.integral] + Number(c.derivative) * slots[.derivative]
    parameter -= Number(c.rate) * push
  }
}
