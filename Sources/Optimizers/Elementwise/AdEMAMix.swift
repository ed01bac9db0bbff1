public import ReproducibleMath

/// Adam with a second, very slow mean of gradients.
///
///     m₁ ← EMA(g; β₁)     m₂ ← EMA(g; β₃)     v ← EMA(g²; β₂)
///     θ ← θ − η (m̂₁ + αm₂) / (√v̂ + ε)
///
/// α and β₃ may grow to their values over `warmup` steps, as the paper advises.
/// M. Pagliardini, P. Ablin and D. Grangier, "The AdEMAMix optimizer: better, faster, older", 2024.
public struct AdEMAMix: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var beta3 = 0.9999
  public var alpha = 5.0
  public var warmup = 0.0
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("beta3", \Self.beta3, in: 0...1, "how slowly the slow mean forgets"),
    .number("alpha", \Self.alpha, "the weight of the slow mean"),
    .number("warmup", \Self.warmup, "the steps over which α and β₃ grow to their values"),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "ademamix", name: "AdEMAMix", family: .adam, prototype: AdEMAMix(),
      formula: [
        "m₁ ← EMA(g; β₁), m₂ ← EMA(g; β₃)", "v ← EMA(g²; β₂)",
        "θ ← θ − η (m̂₁ + αm₂) / (√v̂ + ε)",
      ],
      source: "Pagliardini, Ablin and Grangier, arXiv 2409.03137 (2024)")
  ]

  public enum Slot: Int, SlotName { case mean, slowMean, variance }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSlow, freshSquare, rate, bias, alpha: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let (_, deviation) = BiasCorrection.beforeEpsilon.scales(
      rate, meanBias: 1, varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon,
      epsilonRoot: epsilonRoot)
    let (alpha, beta3) = warmed(step)
    return .init(
      beta2: beta2, freshMean: 1 - beta1, freshSlow: 1 - beta3, freshSquare: 1 - beta2,
      rate: rate, bias: 1 - scalars[.beta1Power].value, alpha: alpha, deviation: deviation)
  }

  /// α grows linearly, β₃ so that its half-life does, from that of β₁.
  private func warmed(_ step: Int) -> (alpha: Double, beta3: Double) {
    guard warmup > 0 else { return (alpha, beta3) }
    let share = Double(step) / warmup
    let (fast, slow) = (BlockFunction.log(beta1), BlockFunction.log(beta3))
    let mixed = BlockFunction.exp(fast * slow / ((1 - share) * slow + share * fast))
    return (min(Double(step) * alpha / warmup, alpha), min(mixed, beta3))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.slowMean] += Number(c.freshSlow) * (gradient - slots[.slowMean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let direction = slots[.mean] / Number(c.bias) + Number(c.alpha) * slots[.slowMean]
    parameter -= Number(c.rate) * direction / c.deviation(slots[.variance])
  }
}
