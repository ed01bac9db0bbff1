public import ReproducibleMath

/// Adam whose step per gradient may not exceed its own long-term mean.
///
///     η = α√(1 − β₂ᵗ) / (1 − β₁ᵗ) / (√v + ε)     s ← β₃s + (1 − β₃)η     θ ← θ − min(η, s)m
///
/// s starts from zero, so that the first steps are small.
/// J. Ding et al., "An adaptive and momental bound method for stochastic learning", 2019.
public struct AdaMod: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.99
  public var beta3 = 0.9999
  public var epsilon = 1e-8
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("beta3", \Self.beta3, in: 0...1, "how slowly the mean of the rates forgets"),
    .epsilon(\Self.epsilon),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adamod", name: "AdaMod", family: .adam, prototype: AdaMod(),
      formula: [
        "m, v as in Adam", "η = α̂ / (√v + ε)", "s ← β₃s + (1 − β₃)η", "θ ← θ − min(η, s)m",
      ],
      source: "Ding, Ren, Luo and Sun, arXiv 1910.12249 (2019)")
  ]

  public enum Slot: Int, SlotName { case mean, variance, rateMean }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSquare, freshRate, rate: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let (scaledRate, deviation) = BiasCorrection.afterEpsilon.scales(
      rate, meanBias: 1 - scalars[.beta1Power].value,
      varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon)
    return .init(
      beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2, freshRate: 1 - beta3,
      rate: scaledRate, deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let rate = Number(c.rate) / c.deviation(slots[.variance])
    slots[.rateMean] += Number(c.freshRate) * (rate - slots[.rateMean])
    parameter -= min(rate, slots[.rateMean]) * slots[.mean]
  }
}
