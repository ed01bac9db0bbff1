public import ReproducibleMath

/// Dual averaging from the start point, divided by a cube root, with momentum.
///
///     λ = (α + ε)√t     s ← s + λg     ν ← ν + λg²     z = θ₀ − s / (∛ν + ε)
///     θ ← (1 − γ)z + γθ     with γ the momentum
///
/// A. Defazio and S. Jelassi, "Adaptivity without compromise: a momentumized, adaptive, dual
/// averaged gradient method for stochastic optimization", JMLR 23 (2022).
public struct MADGRAD: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.01
  public var momentum = 0.9
  public var epsilon = 1e-6
  /// The precision of λ: optax computes it in single precision.
  public var weightPrecision = ScalarPrecision.double
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...1, "the share of the last point in the next"),
    .number("epsilon", \Self.epsilon, "keeps the division finite; added to the rate as well"),
    .choice("weightPrecision", \Self.weightPrecision, "the precision of λ"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "madgrad", name: "MADGRAD", family: .accumulator, prototype: MADGRAD(),
      formula: [
        "λ = (α + ε)√t", "s ← s + λg, ν ← ν + λg²", "z = θ₀ − s / (∛ν + ε)",
        "θ ← (1 − γ)z + γθ",
      ],
      source: "Defazio and Jelassi, JMLR 23 (2022)")
  ]

  public enum Slot: Int, SlotName { case gradientSum, squareSum, start }

  public struct Coefficients: Sendable {
    let weight, fresh, epsilon: Double
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    var slots = Slots<Slot, Number>(repeating: 0)
    slots[.start] = parameter
    return slots
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(
      weight: weightPrecision.product(rate + epsilon, Double.root(Double(step))),
      fresh: 1 - momentum, epsilon: epsilon)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let weight = Number(c.weight)
    slots[.squareSum] += weight * (gradient * gradient)
    slots[.gradientSum] += weight * gradient
    let scale = Number.cubeRoot(slots[.squareSum]) + Number(c.epsilon)
    let target = slots[.start] - slots[.gradientSum] / scale
    parameter += Number(c.fresh) * (target - parameter)
  }
}
