public import ReproducibleMath

/// Follows the regularised leader: minimises the sum of all past linearised losses at every step.
///
///     n′ = n + g²     z ← z + g − (n′^p − n^p) / α · θ
///     θ ← (clip(z, ±λ₁) − z) / (n′^p / α + 2λ₂ + β / α)
///
/// with p = ½ (`learningRatePower` −½); λ₁ sets parameters to exactly zero.
/// H. McMahan et al., "Ad click prediction: a view from the trenches", KDD 2013.
public struct Ftrl: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var learningRatePower = -0.5
  public var initialAccumulator = 0.1
  public var l1 = 0.0
  public var l2 = 0.0
  public var l2Shrinkage = 0.0
  public var beta = 0.0
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number(
      "learningRatePower", \Self.learningRatePower, in: -1...0,
      "how the rate falls with the sum of squares"),
    .number("initialAccumulator", \Self.initialAccumulator, "what the sum of squares starts from"),
    .number("l1", \Self.l1, "sets small parameters to exactly zero"),
    .number("l2", \Self.l2, "pulls the parameters towards zero"),
    .number("l2Shrinkage", \Self.l2Shrinkage, "an L2 penalty on the loss only"),
    .number("beta", \Self.beta, "a constant in the denominator"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "ftrl", name: "Ftrl", family: .proximal, prototype: Ftrl(),
      formula: [
        "n′ = n + g²", "z ← z + g − (√n′ − √n) / α · θ",
        "θ ← (clip(z, ±λ₁) − z) / ((√n′ + β) / α + 2λ₂)",
      ],
      source: "McMahan et al., KDD 2013")
  ]

  public enum Slot: Int, SlotName { case accumulator, linear }

  public struct Coefficients: Sendable {
    let rate, power, l1, quadratic, shrinkage: Double
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    var slots = Slots<Slot, Number>(repeating: 0)
    slots[.accumulator] = Number(initialAccumulator)
    return slots
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(
      rate: rate, power: -learningRatePower, l1: l1, quadratic: 2 * (l2 + beta / (2 * rate)),
      shrinkage: 2 * l2Shrinkage)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let accumulator = slots[.accumulator] + gradient * gradient
    let old = Number.raise(slots[.accumulator], to: c.power)
    let new = Number.raise(accumulator, to: c.power)
    let shrunk = gradient + Number(c.shrinkage) * parameter
    slots[.linear] += shrunk - (new - old) / Number(c.rate) * parameter
    slots[.accumulator] = accumulator
    let clipped = max(min(slots[.linear], Number(c.l1)), -Number(c.l1))
    parameter = (clipped - slots[.linear]) / (new / Number(c.rate) + Number(c.quadratic))
  }
}
