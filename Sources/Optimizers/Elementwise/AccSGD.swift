public import ReproducibleMath

/// Mixes a short gradient step with a running mean of long ones.
///
///     β = ξκ₀² / κ     θ̄ ← β((1/β − 1)θ̄ − ακ/κ₀ · g + θ)     θ ← ζ(θ − αg) + (1 − ζ)θ̄
///
/// with κ₀ = 0.7 and ζ = κ₀ / (κ₀ + β). R. Kidambi et al., "On the insufficiency of existing
/// momentum schemes for stochastic optimization", ICLR 2018.
public struct AccSGD: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var kappa = 1000.0
  public var xi = 10.0
  public var constant = 0.7
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("kappa", \Self.kappa, "how much longer the long steps are"),
    .number("xi", \Self.xi, "how much the short steps count; at most √κ"),
    .number("constant", \Self.constant, in: 0...1, "κ₀: less than one"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "accsgd", name: "AccSGD", family: .momentum, prototype: AccSGD(),
      formula: [
        "β = ξκ₀² / κ", "θ̄ ← β((1/β − 1)θ̄ − ακ/κ₀ · g + θ)", "θ ← ζ(θ − αg) + (1 − ζ)θ̄",
      ],
      source: "Kidambi, Netrapalli, Jain and Kakade, ICLR 2018")
  ]

  public enum Slot: Int, SlotName { case longMean }

  public struct Coefficients: Sendable {
    let rate, longRate, keep, beta, mix: Double
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    Slots(repeating: parameter)
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    let beta = 1 - (1 - xi * (constant * constant) / kappa)
    return .init(
      rate: rate, longRate: rate * kappa / constant, keep: 1 / beta - 1, beta: beta,
      mix: 1 - constant / (constant + beta))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let long = Number(c.keep) * slots[.longMean] - Number(c.longRate) * gradient
    slots[.longMean] = (long + parameter) * Number(c.beta)
    parameter -= Number(c.rate) * gradient
    parameter += Number(c.mix) * (slots[.longMean] - parameter)
  }
}
