public import ReproducibleMath

/// Positive-negative momentum in place of Adam's mean.
///
///     the one fed:  b ← β₁²b + (1 − β₁²)g     v ← β₂v + (1 − β₂)g²     v̄ ← max(v̄, v)
///     θ ← θ − α / (1 − β₁ᵗ) · ((1 + γ)b − γb′) / √((1 + γ)² + γ²) / ((√v̄ + ε) / √(1 − β₂ᵗ))
///
/// Z. Xie, L. Yuan, Z. Zhu and M. Sugiyama, "Positive-negative momentum: manipulating stochastic
/// gradient noise to improve generalization", ICML 2021.
public struct AdaPNM: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var gamma = 1.0
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  /// Divides by the largest variance so far, as AMSGrad does.
  public var maximum = true
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("gamma", \Self.gamma, "how much of the older momentum is subtracted"),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .flag("maximum", \Self.maximum, "divides by the largest variance so far"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adapnm", name: "AdaPNM", family: .adam, prototype: AdaPNM(),
      formula: [
        "in turn: b ← β₁²b + (1 − β₁²)g", "v ← β₂v + (1 − β₂)g², v̄ ← max(v̄, v)",
        "θ ← θ − α̂ ((1 + γ)b − γb′) / √((1 + γ)² + γ²) / (√v̄ + ε)",
      ],
      source: "Xie, Yuan, Zhu and Sugiyama, ICML 2021")
  ]

  public enum Slot: Int, SlotName { case newer, older, variance, maximum }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, fresh, freshSquare, positive, negative, scale, rate: Double
    let usesMaximum: Bool
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let (scaledRate, deviation) = BiasCorrection.afterEpsilon.scales(
      rate, meanBias: 1 - scalars[.beta1Power].value,
      varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon, epsilonRoot: epsilonRoot)
    return .init(
      beta2: beta2, fresh: 1 - beta1 * beta1, freshSquare: 1 - beta2, positive: 1 + gamma,
      negative: gamma, scale: 1 / Double.root((1 + gamma) * (1 + gamma) + gamma * gamma),
      rate: scaledRate, usesMaximum: maximum, deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let fed = slots[.older] + Number(c.fresh) * (gradient - slots[.older])
    let difference = Number(c.positive) * fed - Number(c.negative) * slots[.newer]
    slots[.older] = slots[.newer]
    slots[.newer] = fed
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    slots[.maximum] = max(slots[.maximum], slots[.variance])
    let variance = c.usesMaximum ? slots[.maximum] : slots[.variance]
    parameter -= Number(c.rate) * (difference * Number(c.scale)) / c.deviation(variance)
  }
}
