public import ReproducibleMath

/// Bets on the sign of each gradient, as a gambler who stakes a share of what was won: no rate.
///
///     L ← max(L, |c|)     G ← G + |c|     R ← max(R − c(θ − θ₀), 0)     C ← C − c
///     θ = θ₀ + C / (L max(G + L, αL)) · (L + R)     with c = ηg
///
/// Scaling all gradients by the rate η changes nothing but the first steps.
/// F. Orabona and T. Tommasi, "Training deep networks without learning rates through coin betting",
/// NeurIPS 2017.
public struct COCOB: ElementwiseOptimizer {
  public var learningRate: Schedule = 1.0
  public var alpha = 100.0
  public var epsilon = 1e-8
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("alpha", \Self.alpha, "how small the first bets are"),
    .number("epsilon", \Self.epsilon, "what the largest gradient starts from"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "cocob", name: "COCOB", family: .parameterFree, prototype: COCOB(),
      formula: [
        "L ← max(L, |g|), G ← G + |g|", "R ← max(R − g(θ − θ₀), 0), C ← C − g",
        "θ = θ₀ + C / (L max(G + L, αL)) · (L + R)",
      ],
      source: "Orabona and Tommasi, NeurIPS 2017")
  ]

  public enum Slot: Int, SlotName { case start, largest, absoluteSum, reward, negativeSum }

  public struct Coefficients: Sendable {
    let rate, alpha: Double
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    var slots = Slots<Slot, Number>(repeating: 0)
    slots[.start] = parameter
    slots[.largest] = Number(epsilon)
    return slots
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(rate: rate, alpha: alpha)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let coin = Number(c.rate) * gradient
    let won = slots[.reward] - coin * (parameter - slots[.start])
    slots[.largest] = max(slots[.largest], abs(coin))
    slots[.absoluteSum] += abs(coin)
    slots[.reward] = max(won, 0)
    slots[.negativeSum] -= coin
    let unit = slots[.largest]
    let stakes = unit * max(slots[.absoluteSum] + unit, Number(c.alpha) * unit)
    parameter = slots[.start] + slots[.negativeSum] / stakes * (unit + slots[.reward])
  }
}
