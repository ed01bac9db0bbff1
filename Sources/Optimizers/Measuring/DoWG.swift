public import ReproducibleMath

/// DoG with gradients weighted by the distance at which they were met.
///
///     r̄² ← max(r̄², ‖θ − θ₀‖²)     G ← G + r̄²‖g‖²     θ ← θ − α r̄² / (√G + ε) · g
///
/// A. Khaled, K. Mishchenko and C. Jin, "DoWG unleashed: an efficient universal parameter-free
/// gradient descent method", NeurIPS 2023.
public struct DoWG: MeasuringOptimizer {
  public var learningRate: Schedule = 1.0
  public var firstSquare = 1e-4
  public var epsilon = 1e-4
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("firstSquare", \Self.firstSquare, "what r̄² starts from"),
    .number("epsilon", \Self.epsilon, "keeps the division finite"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "dowg", name: "DoWG", family: .parameterFree, prototype: DoWG(),
      formula: [
        "r̄² ← max(r̄², ‖θ − θ₀‖²)", "G ← G + r̄²‖g‖²", "θ ← θ − α r̄² / (√G + ε) · g",
      ],
      source: "Khaled, Mishchenko and Jin, NeurIPS 2023")
  ]

  public var outerDecay: WeightDecay { weightDecay }
  public var measuresModel: Bool { true }

  public enum Slot: Int, SlotName { case start }
  public enum Sum: Int, SlotName { case distanceSquare, gradientSquare }
  public enum Scalar: Int, SlotName { case distanceSquare, gradientSquares, rate }

  public struct Coefficients: Sendable {
    let rate, epsilon: Double
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    Slots(repeating: parameter)
  }

  public func initialScalars(norm: Double) -> Slots<Scalar, Double> {
    var scalars = Slots<Scalar, Double>(repeating: 0)
    scalars[.distanceSquare] = firstSquare
    return scalars
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    .init(rate: rate, epsilon: epsilon)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    let away = slots[.start] - parameter
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.distanceSquare] = away * away
    sums[.gradientSquare] = gradient * gradient
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    scalars[.distanceSquare] = max(scalars[.distanceSquare], sums[.distanceSquare])
    scalars[.gradientSquares] += scalars[.distanceSquare] * sums[.gradientSquare]
    let root = Double.root(scalars[.gradientSquares]) + c.epsilon
    scalars[.rate] = c.rate * (scalars[.distanceSquare] / root)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    parameter -= scalars[.rate] * gradient
  }
}
