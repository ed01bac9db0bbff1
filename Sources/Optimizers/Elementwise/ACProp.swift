public import ReproducibleMath

/// Divides each gradient by how much the ones before it surprised: AdaBelief, centred and one step
/// behind.
///
///     θ ← θ − αg / (√ŝ + ε)     s ← β₂s + (1 − β₂)(g − m)² + ε̄     m ← β₁m + (1 − β₁)g
///
/// with the s of the step before; the first gradient is divided by 1 + ε.
/// J. Zhuang et al., "Momentum centering and asynchronous update for adaptive gradient methods",
/// NeurIPS 2021.
public struct ACProp: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-16
  public var recursionEpsilon = 1e-16
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .number("beta2", \Self.beta2, in: 0...1, "how slowly the surprise is forgotten"),
    .epsilon(\Self.epsilon),
    .number("recursionEpsilon", \Self.recursionEpsilon, "ε̄: what every step adds to s"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "acprop", name: "ACProp", family: .adam, prototype: ACProp(),
      formula: [
        "θ ← θ − αg / (√ŝ₋₁ + ε)", "s ← β₂s + (1 − β₂)(g − m₋₁)² + ε̄",
        "m ← β₁m + (1 − β₁)g",
      ],
      source: "Zhuang et al., NeurIPS 2021")
  ]

  public enum Slot: Int, SlotName { case mean, surprise }
  public enum Scalar: Int, SlotName { case beta2Power }

  public struct Coefficients: Sendable {
    let isFirst: Bool
    let rate, freshMean, beta2, freshSquare, recursionEpsilon, epsilon: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    let (_, deviation) = BiasCorrection.beforeEpsilon.scales(
      rate, meanBias: 1, varianceBias: step == 1 ? 1 : 1 - scalars[.beta2Power].value,
      epsilon: epsilon)
    scalars[.beta2Power].multiply(by: beta2)
    return .init(
      isFirst: step == 1, rate: rate, freshMean: 1 - beta1, beta2: beta2, freshSquare: 1 - beta2,
      recursionEpsilon: recursionEpsilon, epsilon: epsilon, deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let deviation = c.isFirst ? 1 + Number(c.epsilon) : c.deviation(slots[.surprise])
    parameter -= Number(c.rate) * gradient / deviation
    let surprise = gradient - slots[.mean]
    slots[.surprise] =
      slots[.surprise] * Number(c.beta2) + Number(c.freshSquare) * surprise * surprise
      + Number(c.recursionEpsilon)
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
  }
}
