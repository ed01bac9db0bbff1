public import ReproducibleMath

/// Measures each step in units of the parameter's own past steps, so that the rate has no unit.
///
///     v ← ρv + (1 − ρ)g²     Δ = √(u + ε) / √(v + ε) · g     u ← ρu + (1 − ρ)Δ²     θ ← θ − αΔ
///
/// M. Zeiler, "ADADELTA: an adaptive learning rate method", arXiv 1212.5701 (2012).
public struct Adadelta: ElementwiseOptimizer {
  public var learningRate: Schedule = 1.0
  public var decay = 0.9
  public var epsilon = 1e-6
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("decay", \Self.decay, in: 0...1, "how slowly the two averages forget"),
    .number("epsilon", \Self.epsilon, "the size of the very first step"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adadelta", name: "Adadelta", family: .accumulator, prototype: Adadelta(),
      formula: [
        "v ← ρv + (1 − ρ)g²", "Δ = √(u + ε) / √(v + ε) · g", "u ← ρu + (1 − ρ)Δ²", "θ ← θ − αΔ",
      ],
      source: "Zeiler, arXiv 1212.5701 (2012)")
  ]

  public enum Slot: Int, SlotName { case squareMean, stepSquareMean }

  public struct Coefficients: Sendable {
    let rate, decay, epsilon: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(rate: rate, decay: decay, epsilon: epsilon)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let fresh = Number(1 - c.decay)
    slots[.squareMean] = slots[.squareMean] * Number(c.decay) + fresh * gradient * gradient
    let deviation = Number.root(slots[.squareMean] + Number(c.epsilon))
    let delta = Number.root(slots[.stepSquareMean] + Number(c.epsilon)) / deviation * gradient
    slots[.stepSquareMean] = slots[.stepSquareMean] * Number(c.decay) + fresh * delta * delta
    parameter -= Number(c.rate) * delta
  }
}
