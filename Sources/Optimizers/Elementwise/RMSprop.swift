public import ReproducibleMath

/// Divides each step by the root of a running mean of squared gradients.
///
///     v ← ρv + (1 − ρ)g²     ḡ ← ρḡ + (1 − ρ)g     d = √(v − ḡ²) + ε, or √v + ε
///     b ← μb + g / d         θ ← θ − αb, or by the look-ahead g / d + μb
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
  public var nesterov = false
  public var initialSquareMean = 0.0
  /// Divides the young means by 1 − ρᵗ, as Adam does and the original does not.
  public var correctsBias = false
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
    .flag("nesterov", \Self.nesterov, "looks where the velocity will carry it"),
    .number("initialSquareMean", \Self.initialSquareMean, "what the mean of squares starts from"),
    .flag("correctsBias", \Self.correctsBias, "corrects the bias of the young means"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "rmsprop", name: "RMSprop", family: .accumulator, prototype: RMSprop(),
      formula: ["v ← ρv + (1 − ρ)g²", "θ ← θ − αg / (√v + ε)"],
      source: "Tieleman and Hinton, Coursera lecture 6.5 (2012)")
  ]

  public enum Slot: Int, SlotName { case squareMean, mean, velocity }

  public enum Scalar: Int, SlotName { case decayPower }

  public struct Coefficients: Sendable {
    let decay, momentum, inner, ahead, direct, innerEpsilon, outerEpsilon: Double
    let centering, bias: Double
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    var slots = Slots<Slot, Number>(repeating: 0)
    slots[.squareMean] = Number(initialSquareMean)
    return slots
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.decayPower].multiply(by: decay)
    let inside = epsilonPlacement == .insideRoot
    let addsGradients = velocity == .gradients && momentum > 0
    let outer = addsGradients ? rate : 1
    return .init(
      decay: decay, momentum: momentum, inner: addsGradients ? 1 : rate,
      ahead: nesterov ? outer * momentum : outer, direct: nesterov ? outer : 0,
      innerEpsilon: inside ? epsilon : 0, outerEpsilon: inside ? 0 : epsilon,
      centering: centered ? 1 : 0, bias: correctsBias ? 1 - scalars[.decayPower].value : 1)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let fresh = Number(1 - c.decay)
    slots[.squareMean] = slots[.squareMean] * Number(c.decay) + fresh * (gradient * gradient)
    slots[.mean] = slots[.mean] * Number(c.decay) + fresh * gradient
    let mean = slots[.mean] / Number(c.bias)
    let power = slots[.squareMean] / Number(c.bias) - Number(c.centering) * mean * mean
    let deviation = Number.root(power + Number(c.innerEpsilon)) + Number(c.outerEpsilon)
    let push = Number(c.inner) * gradient / deviation
    slots[.velocity] = Number(c.momentum) * slots[.velocity] + push
    parameter -= Number(c.ahead) * slots[.velocity] + Number(c.direct) * push
  }
}
