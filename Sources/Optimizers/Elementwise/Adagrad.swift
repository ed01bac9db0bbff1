public import ReproducibleMath

/// Divides each parameter's step by the root of all its squared gradients so far.
///
///     s ← s + g²     θ ← θ − αₜ g / (√s + ε)     αₜ = α / (1 + (t − 1)·decay)
///
/// J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods for online learning and
/// stochastic optimization", JMLR 12 (2011).
public struct Adagrad: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.01
  public var learningRateDecay = 0.0
  public var initialAccumulator = 0.0
  public var epsilon = 1e-10
  public var epsilonPlacement = EpsilonPlacement.outsideRoot
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("learningRateDecay", \Self.learningRateDecay, "shrinks the rate as 1 / (1 + t·decay)"),
    .number("initialAccumulator", \Self.initialAccumulator, "what the sum of squares starts from"),
    .number("epsilon", \Self.epsilon, "keeps the division finite"),
    .choice("epsilonPlacement", \Self.epsilonPlacement, "ε after the root, or inside it"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adagrad", name: "Adagrad", family: .accumulator, prototype: Adagrad(),
      formula: ["s ← s + g²", "θ ← θ − αg / (√s + ε)"],
      source: "Duchi, Hazan and Singer, JMLR 12 (2011)")
  ]

  public enum Slot: Int, SlotName { case squareSum }

  public struct Coefficients: Sendable {
    let rate, innerEpsilon, outerEpsilon: Double
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    Slots(repeating: Number(initialAccumulator))
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    let inside = epsilonPlacement == .insideRoot
    return .init(
      rate: rate / (1 + Double(step - 1) * learningRateDecay),
      innerEpsilon: inside ? epsilon : 0, outerEpsilon: inside ? 0 : epsilon)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.squareSum] += gradient * gradient
    let root = Number.root(slots[.squareSum] + Number(c.innerEpsilon)) + Number(c.outerEpsilon)
    parameter -= Number(c.rate) * gradient / root
  }
}
