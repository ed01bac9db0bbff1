public import ReproducibleMath

/// Adam that learns how far the minimum is, and takes that distance as its rate.
///
///     λ = dα·c     m ← β₁m + (1 − β₁)dg     v ← β₂v + (1 − β₂)d²g²     s ← β₃s + λd/d₀ · g
///     r ← β₃r + λd/d₀ · ⟨g, θ₀ − θ⟩     d ← max(d, r / ‖s‖₁)     θ ← θ − λm / (√v + dε)
///
/// with β₃ = √β₂ unless it is given, and c Adam's correction of the bias where `correctsBias`. α = 1
/// is the method. As long as all gradients are zero d stays as it is.
/// K. Mishchenko and A. Defazio, "Prodigy: an expeditiously adaptive parameter-free learner",
/// ICML 2024.
public struct Prodigy: MeasuringOptimizer {
  public var learningRate: Schedule = 1.0
  public var beta1 = 0.9
  public var beta2 = 0.999
  /// Zero stands for √β₂.
  public var beta3 = 0.0
  public var epsilon = 1e-8
  public var firstDistance = 1e-6
  public var distanceScale = 1.0
  public var growth = Double.infinity
  public var correctsBias = false
  /// Gives the young d less weight, so that a warm-up does not mislead it.
  public var guardsWarmup = false
  /// The precision of r and of ‖s‖₁: pytorch-optimizer keeps them in single precision.
  public var sumPrecision = ScalarPrecision.double
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("beta3", \Self.beta3, in: 0...1, "how slowly s and r forget; 0 stands for √β₂"),
    .epsilon(\Self.epsilon),
    .number("firstDistance", \Self.firstDistance, "d₀: what the distance starts from"),
    .number("distanceScale", \Self.distanceScale, "multiplies the estimate of the distance"),
    .number("growth", \Self.growth, in: 1...(.infinity), "how much d may grow in a step"),
    .flag("correctsBias", \Self.correctsBias, "corrects the bias of the young means"),
    .flag("guardsWarmup", \Self.guardsWarmup, "keeps a warm-up of α from misleading d"),
    .choice("sumPrecision", \Self.sumPrecision, "the precision in which sums are kept"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "prodigy", name: "Prodigy", family: .parameterFree, prototype: Prodigy(),
      formula: [
        "m ← β₁m + (1 − β₁)dg, v ← β₂v + (1 − β₂)d²g²", "s ← β₃s + αd²/d₀ · g",
        "r ← β₃r + αd²/d₀ · ⟨g, θ₀ − θ⟩, d ← max(d, r / ‖s‖₁)", "θ ← θ − αd m / (√v + dε)",
      ],
      source: "Mishchenko and Defazio, ICML 2024")
  ]

  public var measuresModel: Bool { true }
  public var outerDecay: WeightDecay { weightDecay.outer }

  public enum Slot: Int, SlotName { case mean, variance, weightedSum, start }
  public enum Sum: Int, SlotName { case progress, absoluteSum }
  public enum Scalar: Int, SlotName { case distance, largestDistance, progress, rate }

  public struct Coefficients: Sendable {
    let beta1, beta2, beta3, scale, epsilon, firstDistance, distanceScale, growth, decay: Double
    let guardsWarmup: Bool
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
    scalars[.largestDistance] = firstDistance
    return scalars
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    let bias1 = 1 - DoubleDouble.power(beta1, step)
    let bias2 = 1 - DoubleDouble.power(beta2, step)
    return .init(
      beta1: beta1, beta2: beta2, beta3: beta3 > 0 ? beta3 : Double.root(beta2),
      scale: correctsBias ? rate * (Double.root(bias2) / bias1) : rate, epsilon: epsilon,
      firstDistance: firstDistance, distanceScale: distanceScale, growth: growth,
      decay: weightDecay.decoupledStrength, guardsWarmup: guardsWarmup, precision: sumPrecision)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    let distance = scalars[.distance]
    let rate = distance * Number(c.scale)
    let scaled = distance * gradient
    slots[.mean] = slots[.mean] * Number(c.beta1) + Number(1 - c.beta1) * scaled
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(1 - c.beta2) * scaled * scaled
    let weight = (c.guardsWarmup ? distance : rate) / Number(c.firstDistance)
    slots[.weightedSum] = slots[.weightedSum] * Number(c.beta3) + weight * scaled
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.progress] = gradient * (slots[.start] - parameter)
    sums[.absoluteSum] = abs(slots[.weightedSum])
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    let distance = scalars[.distance]
    let rate = distance * c.scale
    let kept = c.precision.product(scalars[.progress], c.beta3)
    scalars[.progress] = c.precision.sum(
      kept, distance / c.firstDistance * rate, times: sums[.progress])
    scalars[.rate] = rate
    let scale = c.precision.rounded(sums[.absoluteSum])
    guard scale != 0 else { return }
    let estimate = c.precision.quotient(
      c.precision.product(c.distanceScale, scalars[.progress]), scale)
    scalars[.largestDistance] = max(scalars[.largestDistance], estimate)
    let grown = distance == c.firstDistance ? max(distance, estimate) : distance
    scalars[.distance] = min(scalars[.largestDistance], grown * c.growth)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    let deviation = Number.root(slots[.variance]) + scalars[.distance] * Number(c.epsilon)
    parameter -= scalars[.rate] * Number(c.decay) * parameter
    parameter -= scalars[.rate] * slots[.mean] / deviation
  }
}
