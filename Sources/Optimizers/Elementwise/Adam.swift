public import ReproducibleMath

/// Scales each step by running estimates of the gradient's mean and variance.
///
///     m ← β₁m + (1 − β₁)g     v ← β₂v + (1 − β₂)g²     θ ← θ − α m̂ / (√v̂ + ε)
///
/// with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).
/// D. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015.
public struct Adam: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var correction = BiasCorrection.beforeEpsilon
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .correction(\Self.correction),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adam", name: "Adam", family: .adam, prototype: Adam(),
      formula: ["m ← β₁m + (1 − β₁)g", "v ← β₂v + (1 − β₂)g²", "θ ← θ − α m̂ / (√v̂ + ε)"],
      source: "Kingma and Ba, ICLR 2015"),
    OptimizerEntry(
      key: "adamw", name: "AdamW", family: .adam,
      prototype: Adam().with { $0.weightDecay = .decoupled(0.01) },
      formula: ["θ ← (1 − αλ)θ", "then Adam"],
      source: "Loshchilov and Hutter, ICLR 2019"),
  ]

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSquare, rate: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let (scaledRate, deviation) = correction.scales(
      rate, meanBias: 1 - scalars[.beta1Power].value,
      varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon, epsilonRoot: epsilonRoot)
    return .init(
      beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2, rate: scaledRate,
      deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    parameter -= Number(c.rate) * slots[.mean] / c.deviation(slots[.variance])
  }
}
