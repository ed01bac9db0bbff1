public import ReproducibleMath

/// The step that would reach the least value, were f as steep all the way: it reads f itself.
///
///     η = min((f − f*) / ‖sg‖², α)     θ ← θ − ηsg
///
/// A wrong f* stalls the run or throws it far. Where ‖sg‖² is below 2⁻⁵² it stays.
/// B. Polyak, "Minimization of unsmooth functionals", 1969; N. Loizou et al., "Stochastic Polyak
/// step-size for SGD", AISTATS 2021.
public struct PolyakStep: MeasuringOptimizer {
  /// The longest step per gradient.
  public var learningRate: Schedule = 1.0
  public var scale = 1.0
  public var leastValue = 0.0
  public var epsilon = 0.0
  /// Never steps uphill where f is below f*.
  public var staysAbove = false

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("scale", \Self.scale, "s: multiplies the gradient"),
    .number(
      "leastValue", \Self.leastValue, in: -.greatestFiniteMagnitude...(.greatestFiniteMagnitude),
      "f*: the value of the minimum, or a guess below it"),
    .number("epsilon", \Self.epsilon, "keeps the division finite"),
    .flag("staysAbove", \Self.staysAbove, "takes no step where f is below f*"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "polyak", name: "Polyak step", family: .parameterFree, prototype: PolyakStep(),
      formula: ["η = min((f − f*) / ‖g‖², α)", "θ ← θ − ηg"],
      source: "Polyak (1969); Loizou et al., AISTATS 2021")
  ]

  public var readsLoss: Bool { true }
  public var measuresModel: Bool { true }

  public enum Sum: Int, SlotName { case gradientSquare }
  public enum Scalar: Int, SlotName { case rate }

  public struct Coefficients: Sendable {
    let rate, scale, leastValue, epsilon: Double
    let staysAbove: Bool
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    .init(
      rate: rate, scale: scale, leastValue: leastValue, epsilon: epsilon, staysAbove: staysAbove)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<NoSlot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    let scaled = Number(c.scale) * gradient
    return Slots(repeating: scaled * scaled)
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    let square = sums[.gradientSquare] + c.epsilon
    let gap = group.loss - c.leastValue
    let rate = (c.staysAbove ? max(gap, 0) : gap) / square
    scalars[.rate] = square <= Double.ulpOfOne ? 0 : (rate > c.rate ? c.rate : rate)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<NoSlot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    parameter -= scalars[.rate] * (Number(c.scale) * gradient)
  }
}
