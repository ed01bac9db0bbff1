public import ReproducibleMath

/// Divides each step by the root of a running mean of squared gradients.
///
///     v ← ρv + (1 − ρ)g²     ḡ ← ρḡ + (1 − ρ)g     d = √(v − ḡ²) + ε, or √v + ε
///     b ← μb + g / d         θ ← θ − αb
///
/// The rounding of v − ḡ² can fall below zero where ε stands outside the root; the NaN that follows
/// is the library's own. T. Hinton and T. Tieleman, Coursera lecture 6.5, 2012; the centred form is
/// A. Graves, "Generating sequences with recurrent neural networks", 2013.
public struct RMSprop: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.01
  public var decay = 0.99
  public var momentum = 0.0
  public var centered = false
  public var epsilon = 1e-8
  public var epsilonPlacement = EpsilonPlacement.outsideRoot
  public var velocity = Momentum.Velocity.gradients
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("decay", \Self.decay, in: 0...1, "how slowly the mean of squares forgets"),
    .number("momentum", \Self.momentum, "the share of the velocity that survives a step"),
    .flag("centered", \Self.centered, "divides by the deviation instead of the root mean square"),
    .number("epsilon", \Self.epsilon, "keeps the division finite"),
    .choice("epsilonPlacement", \Self.epsilonPlacement, "ε after the root, or inside it"),
    .choice("velocity", \Self.velocity, "whether the velocity adds up gradients or steps"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "rmsprop", name: "RMSprop", family: .accumulator, prototype: RMSprop(),
      formula: ["v ← ρv + (1 − ρ)g²", "θ ← θ − αg / (√v + ε)"],
      source: "Tieleman and Hinton, Coursera lecture 6.5 (2012)")
  ]

  public enum Slot: Int, SlotName { case squareMean, mean, velocity }

  public struct Coefficients: Sendable {
    let decay, momentum, inner, outer, innerEpsilon, outerEpsilon, centering: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    let inside = epsilonPlacement == .insideRoot
    let addsGradients = velocity == .gradients && momentum > 0
    return .init(
      decay: decay, momentum: momentum, inner: addsGradients ? 1 : rate,
      outer: addsGradients ? rate : 1, innerEpsilon: inside ? epsilon : 0,
      outerEpsilon: inside ? 0 : epsilon, centering: centered ? 1 : 0)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let fresh = Number(1 - c.decay)
    slots[.squareMean] = slots[.squareMean] * Number(c.decay) + fresh * gradient * gradient
    slots[.mean] += fresh * (gradient - slots[.mean])
    let power = slots[.squareMean] - Number(c.centering) * slots[.mean] * slots[.mean]
    let deviation = Number.root(power + Number(c.innerEpsilon)) + Number(c.outerEpsilon)
    slots[.velocity] =
      Number(c.momentum) * slots[.velocity] + Number(c.inner) * gradient / deviation
    parameter -= Number(c.outer) * slots[.velocity]
  }
}
