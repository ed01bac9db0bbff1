public import ReproducibleMath

/// Gradient descent that averages its iterates, so that no schedule has to say when training ends.
///
///     y = (1 − β)z + βx     z ← z − α∇f(y)     x ← (1 − c)x + cz
///
/// The parameters are y, where the gradient is taken; the better point is x, in the slot `average`.
/// A. Defazio et al., "The road less scheduled", NeurIPS 2024.
public struct ScheduleFreeSGD: ElementwiseOptimizer {
  public var learningRate: Schedule = 1.0
  public var momentum = 0.9
  public var ratePower = 2.0
  public var timePower = 0.0
  /// Whether an iterate is weighed by the rate of the step after it, as in optax.
  public var weighsAhead = false
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...1, "β: how much of y is the average"),
    .number("ratePower", \Self.ratePower, "the weight of an iterate grows with its rate like this"),
    .number("timePower", \Self.timePower, "and with its step like this"),
    .flag("weighsAhead", \Self.weighsAhead, "whether it is weighed by the next step's rate"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "schedule-free-sgd", name: "Schedule-free SGD", family: .averaging,
      prototype: ScheduleFreeSGD(),
      formula: ["y = (1 − β)z + βx", "z ← z − α∇f(y)", "x ← (1 − c)x + cz"],
      source: "Defazio et al., NeurIPS 2024")
  ]

  public enum Slot: Int, SlotName { case fast, average }
  public enum Scalar: Int, SlotName { case largestRate, weightSum }

  public struct Coefficients: Sendable {
    let rate, share, momentum: Double
  }

  public func initialScalar(_ name: Scalar) -> Double { 0 }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    Slots(repeating: parameter)
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    var weights = ScheduleFree.Weights(
      largestRate: scalars[.largestRate].value, sum: scalars[.weightSum].value)
    let share = weights.add(
      step: step, rate: weighsAhead ? learningRate.rate(at: step) : rate, ratePower: ratePower,
      timePower: timePower)
    scalars[.largestRate] = DoubleDouble(weights.largestRate)
    scalars[.weightSum] = DoubleDouble(weights.sum)
    return .init(rate: rate, share: share, momentum: momentum)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    var point = ScheduleFree.Point(y: parameter, z: slots[.fast], x: slots[.average])
    point.move(by: gradient, rate: c.rate, share: c.share, momentum: c.momentum)
    (parameter, slots[.fast], slots[.average]) = (point.y, point.z, point.x)
  }
}
