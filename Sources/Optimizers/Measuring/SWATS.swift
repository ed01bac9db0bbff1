public import ReproducibleMath

/// Begins as Adam, and switches to gradient descent once the rate that this would need settles.
///
///     p = Adam's step     γ = ‖p‖² / −⟨p, g⟩     λ ← EMA(γ; β₂)
///     as soon as λ̂ is positive and within ε of γ:  b ← β₁b + g     θ ← θ − λ̂(1 − β₁)b
///
/// Each group switches by itself. The scalar `switchedRate` is zero until then.
/// N. Keskar and R. Socher, "Improving generalization performance by switching from Adam to SGD",
/// 2017.
public struct SWATS: MeasuringOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-6
  public var epsilonRoot = 0.0
  /// The absolute part of the test whether λ̂ has settled; the relative part is ε.
  public var tolerance = 1e-8
  public var maximum = false
  /// After the switch, steps by (1 − β₁)b + β₁b.
  public var nesterov = false
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("epsilon", \Self.epsilon, "keeps the division finite; also how settled λ̂ must be"),
    .epsilonRoot(\Self.epsilonRoot),
    .number("tolerance", \Self.tolerance, "how settled λ̂ must be, absolutely"),
    .flag("maximum", \Self.maximum, "divides by the largest variance so far"),
    .flag("nesterov", \Self.nesterov, "takes the whole velocity after the switch"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "swats", name: "SWATS", family: .adam, prototype: SWATS(),
      formula: [
        "p = Adam's step, γ = ‖p‖² / −⟨p, g⟩, λ ← EMA(γ; β₂)",
        "once λ̂ ≈ γ: b ← β₁b + g, θ ← θ − λ̂(1 − β₁)b",
      ],
      source: "Keskar and Socher, arXiv 1712.07628 (2017)")
  ]

  public var outerDecay: WeightDecay { weightDecay }

  public enum Slot: Int, SlotName { case mean, variance, maximum, velocity }
  public enum Sum: Int, SlotName { case product, square }
  public enum Scalar: Int, SlotName { case rateMean, nextRate, switchedRate }

  public struct Coefficients: Sendable {
    let step: Int
    let beta1, beta2, rate, bias, epsilon, tolerance, velocityShare: Double
    let usesMaximum: Bool
    let deviation: Deviation
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    let bias1 = 1 - DoubleDouble.power(beta1, step)
    let bias2 = 1 - DoubleDouble.power(beta2, step)
    let (scaledRate, deviation) = BiasCorrection.afterEpsilon.scales(
      rate, meanBias: bias1, varianceBias: bias2, epsilon: epsilon, epsilonRoot: epsilonRoot)
    return .init(
      step: step, beta1: beta1, beta2: beta2, rate: scaledRate, bias: bias2, epsilon: epsilon,
      tolerance: tolerance, velocityShare: nesterov ? 1 : 1 - beta1, usesMaximum: maximum,
      deviation: deviation)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    let hasSwitched = scalars[.nextRate] > 0
    let mean = slots[.mean] + Number(1 - c.beta1) * (gradient - slots[.mean])
    let variance =
      slots[.variance] * Number(c.beta2) + Number(1 - c.beta2) * gradient * gradient
    slots[.mean] = hasSwitched ? slots[.mean] : mean
    slots[.variance] = hasSwitched ? slots[.variance] : variance
    slots[.maximum] = max(slots[.maximum], slots[.variance])
    let velocity = Number(c.beta1) * slots[.velocity] + gradient
    slots[.velocity] = hasSwitched ? velocity : 0
    let move = adamMove(slots, c)
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.product] = move * gradient
    sums[.square] = move * move
    return sums
  }

  @inline(__always)
  private static func adamMove<Number: Real>(
    _ slots: Slots<Slot, Number>, _ c: Coefficients
  ) -> Number {
    let variance = c.usesMaximum ? slots[.maximum] : slots[.variance]
    return -Number(c.rate) * (slots[.mean] / c.deviation(variance))
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    scalars[.switchedRate] = scalars[.nextRate]
    guard scalars[.switchedRate] == 0, sums[.product] != 0 else { return }
    let scaling = sums[.square] / -sums[.product]
    scalars[.rateMean] += (1 - c.beta2) * (scaling - scalars[.rateMean])
    let corrected = scalars[.rateMean] / c.bias
    let apart = abs(corrected - scaling)
    if c.step > 1, corrected > 0, apart <= c.tolerance + c.epsilon * abs(scaling) {
      scalars[.nextRate] = corrected
    }
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    let rate = scalars[.switchedRate]
    let descent = -rate * (Number(c.velocityShare) * slots[.velocity])
    parameter += rate > 0 ? descent : adamMove(slots, c)
  }
}
