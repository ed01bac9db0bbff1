public import ReproducibleMath

/// Adam whose variance moves towards g² by a bounded amount, so that it cannot collapse at once.
///
///     v ← v − (1 − β₂) sign(v − g²) g²     θ ← θ − α m̂ / (√v̂ + ε)
///
/// Both means start from a small number, and ε is large by design.
/// M. Zaheer et al., "Adaptive methods for nonconvex optimization", NeurIPS 2018.
public struct Yogi: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.01
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-3
  public var initialAccumulator = 1e-6
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .number("initialAccumulator", \Self.initialAccumulator, "what both means start from"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "yogi", name: "Yogi", family: .adam, prototype: Yogi(),
      formula: [
        "m ← β₁m + (1 − β₁)g", "v ← v − (1 − β₂) sign(v − g²) g²", "θ ← θ − α m̂ / (√v̂ + ε)",
      ],
      source: "Zaheer et al., NeurIPS 2018")
  ]

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let freshMean, freshSquare, rate: Double
    let deviation: Deviation
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    Slots(repeating: Number(initialAccumulator))
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
      freshMean: 1 - beta1, freshSquare: 1 - beta2, rate: scaledRate, deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    let square = gradient * gradient
    slots[.variance] -= Number(c.freshSquare) * (slots[.variance] - square).signum * square
    parameter -= Number(c.rate) * slots[.mean] / c.deviation(slots[.variance])
  }
}
