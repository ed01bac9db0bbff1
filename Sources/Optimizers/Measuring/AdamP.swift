public import ReproducibleMath

/// AdamW without the part of the step that only makes the weights longer.
///
///     p = m̂ / (√v̂ + ε)     where |cos(g, θ)| < δ / √n:  p⊥ = p − θ⟨θ, p⟩ / ‖θ‖²
///     θ ← (1 − αλκ)θ − αp⊥     with κ < 1 where the step was projected
///
/// A tensor is looked at as a whole; the authors' code tries each of its output channels first. ε
/// stands with the uncorrected root.
/// B. Heo et al., "AdamP: slowing down the slowdown for momentum optimizers on scale-invariant
/// weights", ICLR 2021.
public struct AdamP: MeasuringOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var nesterov = false
  public var threshold = 0.1
  public var decayRatio = 0.1
  public var projectsVectors = true
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .flag("nesterov", \Self.nesterov, "mixes the newest gradient into the mean"),
    .number("threshold", \Self.threshold, "δ: how square to θ a gradient must be"),
    .number("decayRatio", \Self.decayRatio, "κ: the share of the decay in a projected step"),
    .flag("projectsVectors", \Self.projectsVectors, "false leaves vectors to AdamW"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adamp", name: "AdamP", family: .adam, prototype: AdamP(),
      formula: [
        "p = m̂ / (√v̂ + ε)", "where |cos(g, θ)| < δ / √n: p⊥ = p − θ⟨θ, p⟩ / ‖θ‖²",
        "θ ← θ − αp⊥",
      ],
      source: "Heo et al., ICLR 2021")
  ]

  public var outerDecay: WeightDecay { weightDecay.withoutShare }

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Sum: Int, SlotName {
    case parameterSquare, gradientSquare, gradientProduct, pushProduct
  }
  public enum Scalar: Int, SlotName { case radial, shrinkage }

  public struct Coefficients: Sendable {
    let beta1, beta2, ahead, rate, decayShare: Double
    let deviation: Deviation
    let projection: Projection
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    let (scaledRate, deviation) = BiasCorrection.afterEpsilon.scales(
      rate, meanBias: 1 - DoubleDouble.power(beta1, step),
      varianceBias: 1 - DoubleDouble.power(beta2, step), epsilon: epsilon)
    return .init(
      beta1: beta1, beta2: beta2, ahead: nesterov ? 1 - beta1 : 0, rate: scaledRate,
      decayShare: weightDecay.share(rate), deviation: deviation,
      projection: .init(
        threshold: threshold, epsilon: epsilon, decayRatio: decayRatio,
        projectsVectors: projectsVectors))
  }

  @inline(__always)
  private static func push<Number: Real>(
    _ gradient: Number, _ slots: Slots<Slot, Number>, _ c: Coefficients
  ) -> Number {
    let mean = slots[.mean] + Number(c.ahead) * (gradient - slots[.mean])
    return mean / c.deviation(slots[.variance])
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    slots[.mean] += Number(1 - c.beta1) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(1 - c.beta2) * gradient * gradient
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.parameterSquare] = parameter * parameter
    sums[.gradientSquare] = gradient * gradient
    sums[.gradientProduct] = gradient * parameter
    sums[.pushProduct] = push(gradient, slots, c) * parameter
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    let (radial, ratio) = c.projection.settle(
      parameterSquare: sums[.parameterSquare], gradientSquare: sums[.gradientSquare],
      gradientProduct: sums[.gradientProduct], pushProduct: sums[.pushProduct], of: group)
    scalars[.radial] = radial
    scalars[.shrinkage] = 1 - c.decayShare * ratio
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    let move = push(gradient, slots, c) - scalars[.radial] * parameter
    parameter = scalars[.shrinkage] * parameter - Number(c.rate) * move
  }
}
