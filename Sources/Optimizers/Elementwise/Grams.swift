public import ReproducibleMath

/// Takes the length of Adam's step, and the direction of the newest gradient.
///
///     θ ← θ − α |m̂ / (√v̂ + ε)| sign(g)
///
/// Y. Cao, X. Li and Z. Song, "Grams: gradient descent with adaptive momentum scaling", 2024.
public struct Grams: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-6
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "grams", name: "Grams", family: .adam, prototype: Grams(),
      formula: ["m, v as in Adam", "θ ← θ − α |m̂ / (√v̂ + ε)| sign(g)"],
      source: "Cao, Li and Song, arXiv 2412.17107 (2024)")
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
    let (scaledRate, deviation) = BiasCorrection.beforeEpsilon.scales(
      rate, meanBias: 1 - scalars[.beta1Power].value,
      varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon)
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
    let length = abs(Number(c.rate) * slots[.mean] / c.deviation(slots[.variance]))
    parameter -= length * gradient.signum
  }
}
