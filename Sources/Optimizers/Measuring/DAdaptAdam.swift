public import ReproducibleMath

/// Adam whose rate is a lower bound of the distance to the minimum, which grows as it proves itself.
///
///     λ = dα·c     n ← EMA(λ⟨g, s / (√v + ε)⟩; √β₂)     m ← EMA(λg; β₁)     v ← EMA(g²; β₂)
///     s ← EMA(λg; √β₂)     d ← max(d, n / ((1 − √β₂)‖s‖₁))     θ ← θ − m / (√v + ε)
///
/// with c Adam's correction of the bias where `correctsBias`. α = 1 is the method.
/// A. Defazio and K. Mishchenko, "Learning-rate-free learning by D-Adaptation", ICML 2023.
public struct DAdaptAdam: MeasuringOptimizer {
  public var learningRate: Schedule = 1.0
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var firstDistance = 1e-6
  public var growth = Double.infinity
  public var correctsBias = false
  /// The precision of n and of ‖s‖₁: pytorch-optimizer keeps them in single precision.
  public var sumPrecision = ScalarPrecision.double
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .number("firstDistance", \Self.firstDistance, "d₀: what the distance starts from"),
    .number("growth", \Self.growth, in: 1...(.infinity), "how much d may grow in a step"),
    .flag("correctsBias", \Self.correctsBias, "corrects the bias of the young means"),
    .choice("sumPrecision", \Self.sumPrecision, "the precision in which sums are kept"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "dadapt-adam", name: "D-Adapt Adam", family: .parameterFree, prototype: DAdaptAdam(),
      formula: [
        "n ← EMA(dα⟨g, s / (√v + ε)⟩; √β₂)", "m ← EMA(dαg; β₁), v ← EMA(g²; β₂)",
        "s ← EMA(dαg; √β₂), d ← max(d, n / ((1 − √β₂)‖s‖₁))", "θ ← θ − m / (√v + ε)",
      ],
      source: "Defazio and Mishchenko, ICML 2023")
  ]

  public var measuresModel: Bool { true }
  public var outerDecay: WeightDecay { weightDecay.outer }

  public enum Slot: Int, SlotName { case mean, variance, weightedSum }
  public enum Sum: Int, SlotName { case progress, absoluteSum }
  public enum Scalar: Int, SlotName { case distance, progress, rate }

  public struct Coefficients: Sendable {
    let beta1, beta2, slow, scale, epsilon, growth, decay: Double
    let precision: ScalarPrecision
  }

  public func initialScalars(norm: Double) -> Slots<Scalar, Double> {
    var scalars = Slots<Scalar, Double>(repeating: 0)
    scalars[.distance] = firstDistance
    return scalars
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    let bias1 = 1 - DoubleDouble.power(beta1, step)
    let bias2 = 1 - DoubleDouble.power(beta2, step)
    return .init(
      beta1: beta1, beta2: beta2, slow: Double.root(beta2),
      scale: correctsBias ? rate * (Double.root(bias2) / bias1) : rate, epsilon: epsilon,
      growth: growth, decay: weightDecay.decoupledStrength, precision: sumPrecision)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    let scaled = scalars[.distance] * Number(c.scale) * gradient
    let deviation = Number.root(slots[.variance]) + Number(c.epsilon)
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.progress] = gradient * (slots[.weightedSum] / deviation)
    slots[.mean] = slots[.mean] * Number(c.beta1) + Number(1 - c.beta1) * scaled
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(1 - c.beta2) * gradient * gradient
    slots[.weightedSum] = slots[.weightedSum] * Number(c.slow) + Number(1 - c.slow) * scaled
    sums[.absoluteSum] = abs(slots[.weightedSum])
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    let rate = scalars[.distance] * c.scale
    let fresh = c.precision.product(rate, sums[.progress])
    let change = c.precision.rounded(fresh - scalars[.progress])
    scalars[.progress] = c.precision.sum(scalars[.progress], 1 - c.slow, times: change)
    scalars[.rate] = rate
    let scale = c.precision.product(1 - c.slow, sums[.absoluteSum])
    guard scale != 0 else { return }
    let estimate = c.precision.quotient(scalars[.progress], scale)
    scalars[.distance] = max(scalars[.distance], min(estimate, scalars[.distance] * c.growth))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    parameter -= scalars[.rate] * Number(c.decay) * parameter
    parameter -= slots[.mean] / (Number.root(slots[.variance]) + Number(c.epsilon))
  }
}
