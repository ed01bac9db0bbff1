public import ReproducibleMath

/// Gradient descent with a slowly falling rate, whose iterates are averaged once they are good.
///
///     ηₜ = α / (1 + λα(t − 1))^κ     θ ← (1 − ληₜ)θ − ηₜg     θ̄ ← θ̄ + (θ − θ̄) / max(1, t − t₀)
///
/// The average is kept beside the iterate, in the slot `average`.
/// B. Polyak and A. Juditsky, "Acceleration of stochastic approximation by averaging", 1992; the
/// schedule is L. Bottou's.
public struct AveragedDescent: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.01
  public var lambda = 1e-4
  public var power = 0.75
  public var averagingStart = 1e6
  /// The precision of ηₜ and of the averaging weight: torch rounds both.
  public var scalarPrecision = ScalarPrecision.double
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("lambda", \Self.lambda, "how fast the rate falls; also a decay of the parameters"),
    .number("power", \Self.power, "the exponent with which the rate falls"),
    .number("averagingStart", \Self.averagingStart, "the step from which the average is taken"),
    .choice("scalarPrecision", \Self.scalarPrecision, "the precision in which ηₜ is kept"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "asgd", name: "Averaged SGD", family: .averaging, prototype: AveragedDescent(),
      formula: [
        "ηₜ = α / (1 + λα(t − 1))^κ", "θ ← (1 − ληₜ)θ − ηₜg",
        "θ̄ ← θ̄ + (θ − θ̄) / max(1, t − t₀)",
      ],
      source: "Polyak and Juditsky, SIAM J. Control and Optimization 30 (1992)")
  ]

  public enum Slot: Int, SlotName { case average }

  public struct Coefficients: Sendable {
    let rate, shrinkage, weight: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    let finished = Double(step - 1)
    let falling = rate / BlockFunction.pow(1 + lambda * rate * finished, power)
    let current = scalarPrecision.rounded(falling)
    return .init(
      rate: current, shrinkage: 1 - lambda * current,
      weight: scalarPrecision.rounded(1 / max(1, finished - averagingStart)))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    parameter *= Number(c.shrinkage)
    parameter -= Number(c.rate) * gradient
    let apart = parameter - slots[.average]
    slots[.average] = c.weight == 1 ? parameter : slots[.average] + apart * Number(c.weight)
  }
}
