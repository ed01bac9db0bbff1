public import ReproducibleMath

/// Adam that divides by only a part of the root mean square.
///
///     θ ← θ − α√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)^(2p)
///
/// p = ½ is Adam, p → 0 is momentum; the rate's unit depends on p.
/// J. Chen et al., "Closing the generalization gap of adaptive gradient methods", IJCAI 2020.
public struct Padam: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.1
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var partial = 0.25
  public var epsilon = 1e-8
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("partial", \Self.partial, in: 0...0.5, "p: ½ is Adam, 0 is momentum"),
    .epsilon(\Self.epsilon),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "padam", name: "Padam", family: .adam, prototype: Padam(),
      formula: ["m, v as in Adam", "θ ← θ − α̂ m / (√v + ε)^(2p)"],
      source: "Chen et al., IJCAI 2020")
  ]

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSquare, rate, exponent: Double
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
      beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2, rate: scaledRate,
      exponent: 2 * partial, deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let deviation = Number.raise(c.deviation(slots[.variance]), to: c.exponent)
    parameter -= Number(c.rate) * slots[.mean] / deviation
  }
}
