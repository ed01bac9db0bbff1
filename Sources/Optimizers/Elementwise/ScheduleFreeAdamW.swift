public import ReproducibleMath

/// AdamW that averages its iterates instead of its gradients, and needs no schedule.
///
///     y = (1 − β)z + βx     v ← β₂v + (1 − β₂)g², g = ∇f(y)
///     z ← z − α(g / (√v̂ + ε) + λy)     x ← (1 − c)x + cz
///
/// The parameters are y, where the gradient is taken; the better point is x, in the slot `average`.
/// A. Defazio et al., "The road less scheduled", NeurIPS 2024.
public struct ScheduleFreeAdamW: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.0025
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var decay = 0.0
  public var ratePower = 2.0
  public var timePower = 0.0
  /// Whether an iterate is weighed by the rate of the step after it, as in optax.
  public var weighsAhead = false
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("beta1", \Self.beta1, in: 0...1, "β: how much of y is the average"),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .number("decay", \Self.decay, "λ: pulls z by a share of y"),
    .number("ratePower", \Self.ratePower, "the weight of an iterate grows with its rate like this"),
    .number("timePower", \Self.timePower, "and with its step like this"),
    .flag("weighsAhead", \Self.weighsAhead, "whether it is weighed by the next step's rate"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "schedule-free-adamw", name: "Schedule-free AdamW", family: .averaging,
      prototype: ScheduleFreeAdamW(),
      formula: [
        "y = (1 − β)z + βx", "v ← β₂v + (1 − β₂)∇f(y)²", "z ← z − α(∇f(y) / (√v̂ + ε) + λy)",
        "x ← (1 − c)x + cz",
      ],
      source: "Defazio et al., NeurIPS 2024")
  ]

  public enum Slot: Int, SlotName { case fast, average, variance }
  public enum Scalar: Int, SlotName { case largestRate, weightSum, beta2Power }

  public struct Coefficients: Sendable {
    let rate, share, beta1, beta2, freshSquare, decay: Double
    let deviation: Deviation
  }

  public func initialScalar(_ name: Scalar) -> Double { name == .beta2Power ? 1 : 0 }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    var slots = Slots<Slot, Number>(repeating: parameter)
    slots[.variance] = 0
    return slots
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta2Power].multiply(by: beta2)
    var weights = ScheduleFree.Weights(
      largestRate: scalars[.largestRate].value, sum: scalars[.weightSum].value)
    let share = weights.add(
      step: step, rate: weighsAhead ? learningRate.rate(at: step) : rate, ratePower: ratePower,
      timePower: timePower)
    scalars[.largestRate] = DoubleDouble(weights.largestRate)
    scalars[.weightSum] = DoubleDouble(weights.sum)
    let scales = BiasCorrection.beforeEpsilon.scales(
      rate, meanBias: 1, varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon,
      epsilonRoot: epsilonRoot)
    return .init(
      rate: rate, share: share, beta1: beta1, beta2: beta2, freshSquare: 1 - beta2, decay: decay,
      deviation: scales.deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let change = gradient / c.deviation(slots[.variance]) + Number(c.decay) * parameter
    var point = ScheduleFree.Point(y: parameter, z: slots[.fast], x: slots[.average])
    point.move(by: change, rate: c.rate, share: c.share, momentum: c.beta1)
    (parameter, slots[.fast], slots[.average]) = (point.y, point.z, point.x)
  }
}
