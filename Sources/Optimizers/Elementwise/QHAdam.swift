public import ReproducibleMath

/// Adam whose mean and variance are each mixed with the newest gradient.
///
///     θ ← θ − α ((1 − ν₁)g + ν₁m̂) / (√((1 − ν₂)g² + ν₂v̂) + ε)
///
/// ν = (1, 1) is Adam. J. Ma and D. Yarats, "Quasi-hyperbolic momentum and Adam for deep learning",
/// ICLR 2019.
public struct QHAdam: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var nu1 = 0.7
  public var nu2 = 1.0
  public var epsilon = 1e-8
  /// The precision of Σβᵏ, which weighs the means: pytorch-optimizer keeps it in single precision.
  public var weightPrecision = ScalarPrecision.double
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("nu1", \Self.nu1, in: 0...1, "ν₁: the share of the mean in a step"),
    .number("nu2", \Self.nu2, in: 0...1, "ν₂: the share of the variance in the division"),
    .epsilon(\Self.epsilon),
    .choice("weightPrecision", \Self.weightPrecision, "the precision in which Σβᵏ is kept"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "qhadam", name: "QHAdam", family: .adam, prototype: QHAdam(),
      formula: ["m̂, v̂ as in Adam", "θ ← θ − α ((1 − ν₁)g + ν₁m̂) / (√((1 − ν₂)g² + ν₂v̂) + ε)"],
      source: "Ma and Yarats, ICLR 2019")
  ]

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Scalar: Int, SlotName { case beta1Sum, beta2Sum }

  public func initialScalar(_ name: Scalar) -> Double { 0 }

  public struct Coefficients: Sendable {
    let rate, freshMean, freshSquare, nu1, nu2, epsilon: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    .init(
      rate: rate, freshMean: freshShare(&scalars[.beta1Sum], beta1),
      freshSquare: freshShare(&scalars[.beta2Sum], beta2), nu1: nu1, nu2: nu2, epsilon: epsilon)
  }

  /// The weight of the newest number in a corrected mean: 1 / (1 + β + β² + …).
  private func freshShare(_ sum: inout DoubleDouble, _ beta: Double) -> Double {
    sum = DoubleDouble(weightPrecision.rounded(weightPrecision.product(sum.value, beta) + 1))
    return weightPrecision.quotient(1, sum.value)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let square = gradient * gradient
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] += Number(c.freshSquare) * (square - slots[.variance])
    let mean = Number(c.nu1) * slots[.mean] + Number(1 - c.nu1) * gradient
    let variance = Number(c.nu2) * slots[.variance] + Number(1 - c.nu2) * square
    parameter -= Number(c.rate) * mean / (Number.root(variance) + Number(c.epsilon))
  }
}
