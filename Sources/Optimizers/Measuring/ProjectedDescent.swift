public import ReproducibleMath

/// Momentum without the part of the step that only makes the weights longer.
///
///     b ← μb + (1 − τ)g     where |cos(g, θ)| < δ / √n:  b⊥ = b − θ⟨θ, b⟩ / ‖θ‖²
///     θ ← (1 − αλκ / (1 − μ))θ − αb⊥     with κ < 1 where the step was projected
///
/// A tensor is looked at as a whole; the authors' code tries each of its output channels first.
/// B. Heo et al., "AdamP: slowing down the slowdown for momentum optimizers on scale-invariant
/// weights", ICLR 2021.
public struct ProjectedDescent: MeasuringOptimizer {
  public var learningRate: Schedule = 0.001
  public var momentum = 0.9
  public var dampening = 0.0
  public var nesterov = false
  public var threshold = 0.1
  public var decayRatio = 0.1
  public var epsilon = 1e-8
  public var projectsVectors = true
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...0.999_999, "how much of the velocity survives"),
    .number("dampening", \Self.dampening, in: 0...1, "the share of each new gradient left out"),
    .flag("nesterov", \Self.nesterov, "looks where the velocity will carry it"),
    .number("threshold", \Self.threshold, "δ: how square to θ a gradient must be"),
    .number("decayRatio", \Self.decayRatio, "κ: the share of the decay in a projected step"),
    .number("epsilon", \Self.epsilon, "keeps the division finite"),
    .flag("projectsVectors", \Self.projectsVectors, "false leaves vectors to plain momentum"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "sgdp", name: "SGDP", family: .layerwise, prototype: ProjectedDescent(),
      formula: [
        "b ← μb + g", "where |cos(g, θ)| < δ / √n: b⊥ = b − θ⟨θ, b⟩ / ‖θ‖²", "θ ← θ − αb⊥",
      ],
      source: "Heo et al., ICLR 2021")
  ]

  public var outerDecay: WeightDecay { weightDecay.withoutShare }

  public enum Slot: Int, SlotName { case velocity }
  public enum Sum: Int, SlotName {
    case parameterSquare, gradientSquare, gradientProduct, pushProduct
  }
  public enum Scalar: Int, SlotName { case radial, shrinkage }

  public struct Coefficients: Sendable {
    let rate, momentum, share, ahead, direct, decayShare: Double
    let projection: Projection
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    .init(
      rate: rate, momentum: momentum, share: 1 - dampening, ahead: nesterov ? momentum : 1,
      direct: nesterov ? 1 : 0, decayShare: weightDecay.share(rate) / (1 - momentum),
      projection: .init(
        threshold: threshold, epsilon: epsilon, decayRatio: decayRatio,
        projectsVectors: projectsVectors))
  }

  @inline(__always)
  private static func push<Number: Real>(
    _ gradient: Number, _ slots: Slots<Slot, Number>, _ c: Coefficients
  ) -> Number {
    Number(c.ahead) * slots[.velocity] + Number(c.direct) * gradient
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    slots[.velocity] = slots[.velocity] * Number(c.momentum) + Number(c.share) * gradient
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
