public import ReproducibleMath

/// Adam with a friction that slows it where the gradient hardly changes.
///
///     ξ = 1 / (1 + exp(−|g₋₁ − g|))     θ ← θ − α√(1 − β₂ᵗ) / (1 − β₁ᵗ) · ξm / (√v + ε)
///
/// ξ is ½ for a constant gradient and 1 for one that jumps.
/// S. Dubey et al., "diffGrad: an optimization method for convolutional neural networks", 2020.
public struct DiffGrad: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "diffgrad", name: "DiffGrad", family: .adam, prototype: DiffGrad(),
      formula: [
        "m, v as in Adam", "ξ = 1 / (1 + exp(−|g₋₁ − g|))", "θ ← θ − α̂ ξm / (√v + ε)",
      ],
      source: "Dubey et al., IEEE TNNLS 31 (2020)")
  ]

  public enum Slot: Int, SlotName { case mean, variance, previousGradient }
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
    let (scaledRate, deviation) = BiasCorrection.afterEpsilon.scales(
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
    let change = abs(slots[.previousGradient] - gradient)
    let friction = 1 / (1 + Number.exponential(-change))
    slots[.previousGradient] = gradient
    parameter -= Number(c.rate) * (friction * slots[.mean]) / c.deviation(slots[.variance])
  }
}
