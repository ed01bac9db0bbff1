public import ReproducibleMath

/// AdEMAMix with one mean: a sum of gradients that forgets slowly, beside the newest gradient.
///
///     m ← β₁m + g     v ← EMA(g²; β₂)     θ ← θ − η (m + αg) / (√v̂ + ε)
///
/// m is a sum, so that a good rate is 1 − β₁ times Adam's.
/// D. Morwani et al., "Connections between schedule-free optimizers, AdEMAMix, and accelerated SGD
/// variants", 2025.
public struct SimplifiedAdEMAMix: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.0001
  public var beta1 = 0.99
  public var beta2 = 0.95
  public var alpha = 0.0
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("beta1", \Self.beta1, in: 0...1, "how slowly the sum of gradients forgets"),
    .beta2(\Self.beta2),
    .number("alpha", \Self.alpha, "the weight of the newest gradient"),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "simplified-ademamix", name: "Simplified AdEMAMix", family: .adam,
      prototype: SimplifiedAdEMAMix(),
      formula: ["m ← β₁m + g", "v ← EMA(g²; β₂)", "θ ← θ − η (m + αg) / (√v̂ + ε)"],
      source: "Morwani et al., arXiv 2502.02431 (2025)")
  ]

  public enum Slot: Int, SlotName { case velocity, variance }
  public enum Scalar: Int, SlotName { case beta2Power }

  public struct Coefficients: Sendable {
    let beta1, beta2, freshSquare, alpha, rate: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta2Power].multiply(by: beta2)
    let (_, deviation) = BiasCorrection.beforeEpsilon.scales(
      rate, meanBias: 1, varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon,
      epsilonRoot: epsilonRoot)
    return .init(
      beta1: beta1, beta2: beta2, freshSquare: 1 - beta2, alpha: alpha, rate: rate,
      deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.velocity] = gradient + Number(c.beta1) * slots[.velocity]
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let direction = slots[.velocity] + Number(c.alpha) * gradient
    parameter -= Number(c.rate) * direction / c.deviation(slots[.variance])
  }
}
