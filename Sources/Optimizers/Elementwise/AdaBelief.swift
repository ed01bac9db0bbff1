public import ReproducibleMath

/// Adam that steps far where the gradient is as expected, and little where it surprises.
///
///     m ← β₁m + (1 − β₁)g     s ← β₂s + (1 − β₂)(g − m)² + ε̄     θ ← θ − α m̂ / (√ŝ + ε)
///
/// ε̄ is added inside the recursion, so that it accumulates.
/// J. Zhuang et al., "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients",
/// NeurIPS 2020.
public struct AdaBelief: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-16
  public var recursionEpsilon = 1e-16
  public var nesterov = false
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .number("beta2", \Self.beta2, in: 0...1, "how slowly the surprise is forgotten"),
    .epsilon(\Self.epsilon),
    .number("recursionEpsilon", \Self.recursionEpsilon, "ε̄: what every step adds to s"),
    .flag("nesterov", \Self.nesterov, "looks one step ahead with the mean"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adabelief", name: "AdaBelief", family: .adam, prototype: AdaBelief(),
      formula: [
        "m ← β₁m + (1 − β₁)g", "s ← β₂s + (1 − β₂)(g − m)² + ε̄", "θ ← θ − α m̂ / (√ŝ + ε)",
      ],
      source: "Zhuang et al., NeurIPS 2020")
  ]

  public enum Slot: Int, SlotName { case mean, surprise }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSquare, recursionEpsilon, meanRate, gradientRate: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let power = scalars[.beta1Power].value
    let (scaledRate, deviation) = BiasCorrection.beforeEpsilon.scales(
      rate, meanBias: 1 - power, varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon)
    return .init(
      beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2,
      recursionEpsilon: recursionEpsilon,
      meanRate: nesterov ? rate * beta1 / (1 - power * beta1) : scaledRate,
      gradientRate: nesterov ? scaledRate * (1 - beta1) : 0, deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    let surprise = gradient - slots[.mean]
    slots[.surprise] =
      slots[.surprise] * Number(c.beta2) + Number(c.freshSquare) * surprise * surprise
      + Number(c.recursionEpsilon)
    let direction = Number(c.meanRate) * slots[.mean] + Number(c.gradientRate) * gradient
    parameter -= direction / c.deviation(slots[.surprise])
  }
}
