public import ReproducibleMath

/// Normalises each gradient first, and takes the mean of what is left.
///
///     v ← β₂v + (1 − β₂)g²     m ← β₁m + (1 − β₁)αg / (√v̂ + ε)     θ ← θ − m / (1 − β₁ᵗ)
///
/// Under a schedule the last division is by the mean of the rates over the newest.
/// L. Ziyin, Z. Wang and M. Ueda, "LaProp: separating momentum and adaptivity in Adam", 2020.
public struct LaProp: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.0004
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-15
  public var epsilonRoot = 0.0
  /// The precision of the last division: pytorch-optimizer keeps it in single precision.
  public var scalePrecision = ScalarPrecision.double
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .choice("scalePrecision", \Self.scalePrecision, "the precision of 1 / (1 − β₁ᵗ)"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "laprop", name: "LaProp", family: .adam, prototype: LaProp(),
      formula: [
        "v ← β₂v + (1 − β₂)g²", "m ← β₁m + (1 − β₁)αg / (√v̂ + ε)", "θ ← θ − m / (1 − β₁ᵗ)",
      ],
      source: "Ziyin, Wang and Ueda, arXiv 2002.04839 (2020)")
  ]

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Scalar: Int, SlotName { case beta2Power, rateMean }

  public func initialScalar(_ name: Scalar) -> Double { name == .beta2Power ? 1 : 0 }

  public struct Coefficients: Sendable {
    let beta1, beta2, freshSquare, rate, scale: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta2Power].multiply(by: beta2)
    let rateMean = scalars[.rateMean].value * beta1 + (1 - beta1) * rate
    scalars[.rateMean] = DoubleDouble(rateMean)
    let bias = 1 - scalars[.beta2Power].value
    // ε stands with the uncorrected root, and the sum is corrected.
    let (_, deviation) = BiasCorrection.none.scales(
      rate, meanBias: 1, varianceBias: bias, epsilon: epsilon, epsilonRoot: epsilonRoot)
    return .init(
      beta1: beta1, beta2: beta2, freshSquare: 1 - beta2,
      rate: (1 - beta1) * rate * Double.root(bias),
      scale: scalePrecision.rounded(rate == 0 ? 1 : rate / rateMean), deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    slots[.mean] =
      slots[.mean] * Number(c.beta1) + Number(c.rate) * gradient / c.deviation(slots[.variance])
    parameter -= Number(c.scale) * slots[.mean]
  }
}
