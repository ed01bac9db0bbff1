public import ReproducibleMath

/// Dual averaging from the start point, with a rate that is a growing lower bound of the distance.
///
///     λ = dα / ‖g₁‖     n ← n + λ⟨g, s⟩     s ← s + λg     d ← max(d, 2n / ‖s‖)
///     θ ← μθ + (1 − μ)(θ₀ − s)
///
/// α = 1 is the method.
/// A. Defazio and K. Mishchenko, "Learning-rate-free learning by D-Adaptation", ICML 2023.
public struct DAdaptSGD: MeasuringOptimizer {
  public var learningRate: Schedule = 1.0
  public var momentum = 0.9
  public var firstDistance = 1e-6
  public var growth = Double.infinity
  /// The precision of n, ‖g₁‖ and ‖s‖: pytorch-optimizer keeps them in single precision.
  public var sumPrecision = ScalarPrecision.double
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...1, "the share of the last point in the next"),
    .number("firstDistance", \Self.firstDistance, "d₀: what the distance starts from"),
    .number("growth", \Self.growth, in: 1...(.infinity), "how much d may grow in a step"),
    .choice("sumPrecision", \Self.sumPrecision, "the precision in which sums are kept"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "dadapt-sgd", name: "D-Adapt SGD", family: .parameterFree, prototype: DAdaptSGD(),
      formula: [
        "λ = dα / ‖g₁‖, n ← n + λ⟨g, s⟩", "s ← s + λg, d ← max(d, 2n / ‖s‖)",
        "θ ← μθ + (1 − μ)(θ₀ − s)",
      ],
      source: "Defazio and Mishchenko, ICML 2023")
  ]

  public var measuresModel: Bool { true }
  public var outerDecay: WeightDecay { weightDecay }

  public enum Slot: Int, SlotName { case weightedSum, start }
  public enum Sum: Int, SlotName { case gradientSquare, progress, sumSquare }
  public enum Scalar: Int, SlotName { case distance, firstNorm, progress, rate }

  public struct Coefficients: Sendable {
    let isFirst: Bool
    let rate, fresh, growth: Double
    let precision: ScalarPrecision
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    var slots = Slots<Slot, Number>(repeating: 0)
    slots[.start] = parameter
    return slots
  }

  public func initialScalars(norm: Double) -> Slots<Scalar, Double> {
    var scalars = Slots<Scalar, Double>(repeating: 0)
    scalars[.distance] = firstDistance
    return scalars
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    .init(
      isFirst: step == 1, rate: rate, fresh: 1 - momentum, growth: growth,
      precision: sumPrecision)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.gradientSquare] = gradient * gradient
    sums[.progress] = gradient * slots[.weightedSum]
    sums[.sumSquare] = slots[.weightedSum] * slots[.weightedSum]
    return sums
  }

  /// ‖s + λg‖² comes from the three sums, so that one pass over the parameters is enough.
  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    if c.isFirst {
      let norm = Double.root(sums[.gradientSquare])
      scalars[.firstNorm] = c.precision.rounded(Double.root(c.precision.product(norm, norm)))
    }
    scalars[.rate] = 0
    guard scalars[.firstNorm] != 0 else { return }
    let rate = scalars[.distance] * c.rate / scalars[.firstNorm]
    scalars[.rate] = rate
    scalars[.progress] = c.precision.sum(scalars[.progress], rate, times: sums[.progress])
    let square =
      sums[.sumSquare] + 2 * rate * sums[.progress] + rate * rate * sums[.gradientSquare]
    let length = c.precision.rounded(Double.root(c.precision.rounded(square)))
    guard length != 0 else { return }
    let estimate = c.precision.quotient(2 * scalars[.progress], length)
    scalars[.distance] = max(scalars[.distance], min(estimate, scalars[.distance] * c.growth))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    slots[.weightedSum] += scalars[.rate] * gradient
    parameter += Number(c.fresh) * (slots[.start] - slots[.weightedSum] - parameter)
  }
}
