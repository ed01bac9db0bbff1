public import ReproducibleMath

/// Turns each layer by a fixed angle: a step as long as the weights times the rate, then back to
/// their length.
///
///     θ ← (θ − α ‖θ‖ / ‖g‖ · g) / √(1 + α²)
///
/// θ = 0 is a fixed point unless norms are kept above `smallestNorm`.
/// J. Bernstein, A. Vahdat, Y. Yue and M.-Y. Liu, "On the distance between two neural networks and
/// the stability of learning", NeurIPS 2020.
public struct Fromage: MeasuringOptimizer {
  public var learningRate: Schedule = 0.01
  public var smallestNorm = 0.0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("smallestNorm", \Self.smallestNorm, "what norms are raised to"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "fromage", name: "Fromage", family: .layerwise, prototype: Fromage(),
      formula: ["θ ← (θ − α ‖θ‖ / ‖g‖ · g) / √(1 + α²)"],
      source: "Bernstein, Vahdat, Yue and Liu, NeurIPS 2020")
  ]

  public enum Sum: Int, SlotName { case parameterSquare, gradientSquare }
  public enum Scalar: Int, SlotName { case ratio }

  public struct Coefficients: Sendable {
    let rate, shrinkage, smallestNorm: Double
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    .init(
      rate: rate, shrinkage: 1 / Double.root(1 + rate * rate), smallestNorm: smallestNorm)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<NoSlot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.parameterSquare] = parameter * parameter
    sums[.gradientSquare] = gradient * gradient
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    let size = max(Double.root(sums[.parameterSquare]), c.smallestNorm)
    let push = max(Double.root(sums[.gradientSquare]), c.smallestNorm)
    scalars[.ratio] = size == 0 || push == 0 ? 1 : size / push
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<NoSlot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    parameter -= Number(c.rate) * (scalars[.ratio] * gradient)
    parameter *= Number(c.shrinkage)
  }
}
