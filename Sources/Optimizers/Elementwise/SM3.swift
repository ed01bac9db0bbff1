public import ReproducibleMath

/// Adagrad with a momentum over its steps: SM3 on a vector, where each parameter is its own cover.
///
///     ν ← ν + g²     m ← μm + (1 − μ)g / √(ν + ε)     θ ← θ − αm
///
/// With `beta` > 0 the sum becomes the largest mean so far. A matrix is treated as a vector.
/// R. Anil, V. Gupta, T. Koren and Y. Singer, "Memory-efficient adaptive optimization", NeurIPS 2019.
public struct SM3: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.1
  public var momentum = 0.9
  public var beta = 0.0
  public var epsilon = 1e-8
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...1, "how slowly the mean of steps forgets"),
    .number("beta", \Self.beta, in: 0...1, "how slowly the accumulator forgets; 0 is a sum"),
    .number("epsilon", \Self.epsilon, "keeps the root finite"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "sm3", name: "SM3", family: .accumulator, prototype: SM3(),
      formula: ["ν ← ν + g²", "m ← μm + (1 − μ)g / √(ν + ε)", "θ ← θ − αm"],
      source: "Anil, Gupta, Koren and Singer, NeurIPS 2019")
  ]

  public enum Slot: Int, SlotName { case accumulator, mean }

  public struct Coefficients: Sendable {
    let rate, keep, freshSquare, freshMean, epsilon: Double
    let isSum: Bool
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(
      rate: rate, keep: beta > 0 ? beta : 1, freshSquare: 1 - beta, freshMean: 1 - momentum,
      epsilon: epsilon, isSum: beta == 0)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let square = Number(c.freshSquare) * gradient * gradient
    let cover = slots[.accumulator] * Number(c.keep) + square
    slots[.accumulator] = c.isSum ? cover : max(slots[.accumulator], cover)
    let root = Number.root(cover + Number(c.epsilon))
    let move = cover > 0 ? gradient / root : 0 * gradient
    slots[.mean] += Number(c.freshMean) * (move - slots[.mean])
    parameter -= Number(c.rate) * slots[.mean]
  }
}
