public import ReproducibleMath

/// Expects Adam's step to go on changing as it just did.
///
///     u = m̂ / (√v̂ + ε)     θ ← θ − α((a + b)u − bu₋₁)
///
/// C. Daskalakis, A. Ilyas, V. Syrgkanis and H. Zeng, "Training GANs with optimism", ICLR 2018.
public struct OptimisticAdam: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var alpha = 1.0
  public var beta = 1.0
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var nesterov = false
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("alpha", \Self.alpha, "a: the weight of Adam's step"),
    .number("beta", \Self.beta, "b: the weight of its change"),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .flag("nesterov", \Self.nesterov, "looks one step ahead with the mean, as Nadam does"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "optimistic-adam", name: "Optimistic Adam", family: .adam,
      prototype: OptimisticAdam(),
      formula: ["u = m̂ / (√v̂ + ε)", "θ ← θ − α((a + b)u − bu₋₁)"],
      source: "Daskalakis, Ilyas, Syrgkanis and Zeng, ICLR 2018")
  ]

  public enum Slot: Int, SlotName { case mean, variance, previousStep }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let isFirst: Bool
    let rate, both, beta, beta2, freshMean, freshSquare, meanShare, gradientShare: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let power = scalars[.beta1Power].value
    let (share, deviation) = BiasCorrection.beforeEpsilon.scales(
      1, meanBias: 1 - power, varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon,
      epsilonRoot: epsilonRoot)
    return .init(
      isFirst: step == 1, rate: rate, both: alpha + beta, beta: beta, beta2: beta2,
      freshMean: 1 - beta1, freshSquare: 1 - beta2,
      meanShare: nesterov ? beta1 / (1 - power * beta1) : share,
      gradientShare: nesterov ? share * (1 - beta1) : 0, deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let direction = Number(c.meanShare) * slots[.mean] + Number(c.gradientShare) * gradient
    let move = direction / c.deviation(slots[.variance])
    let previous = c.isFirst ? move : slots[.previousStep]
    parameter -= Number(c.rate) * (Number(c.both) * move - Number(c.beta) * previous)
    slots[.previousStep] = move
  }
}
