public import ReproducibleMath

/// Scales the step of each layer by the size of its weights over that of its gradient.
///
///     r = τ‖θ‖ / ‖g + λθ‖     b ← μb + αr(g + λθ)     θ ← θ − b
///
/// r is 1 where a norm is zero. The paper divides by ‖g‖ + λ‖θ‖.
/// Y. You, I. Gitman and B. Ginsburg, "Large batch training of convolutional networks", 2017.
public struct LARS: MeasuringOptimizer {
  public var learningRate: Schedule = 1.0
  public var momentum = 0.9
  public var dampening = 0.0
  public var nesterov = false
  public var trust = 0.001
  public var epsilon = 0.0
  public var decay = 0.0
  public var denominator = Denominator.sumOfNorms
  public var velocity = Momentum.Velocity.steps
  public var scalesVectors = true

  public init() {}

  /// What ‖θ‖ is divided by.
  public enum Denominator: String, CaseIterable, Sendable {
    /// ‖g‖ + λ‖θ‖, as in the paper.
    case sumOfNorms
    /// ‖g + λθ‖ + ε, as in optax.
    case normOfSum
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .momentum(\Self.momentum),
    .number("dampening", \Self.dampening, in: 0...1, "the share of each new gradient left out"),
    .flag("nesterov", \Self.nesterov, "looks where the velocity will carry it"),
    .number("trust", \Self.trust, "τ: the length of a step in units of the weights' length"),
    .number("epsilon", \Self.epsilon, "keeps the ratio finite"),
    .number("decay", \Self.decay, "λ: pulls the parameters towards zero"),
    .choice("denominator", \Self.denominator, "what the size of the weights is divided by"),
    .choice("velocity", \Self.velocity, "whether the velocity adds up gradients or steps"),
    .flag("scalesVectors", \Self.scalesVectors, "false leaves biases to plain momentum"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "lars", name: "LARS", family: .layerwise, prototype: LARS(),
      formula: ["r = τ‖θ‖ / (‖g‖ + λ‖θ‖)", "b ← μb + αr(g + λθ)", "θ ← θ − b"],
      source: "You, Gitman and Ginsburg, arXiv 1708.03888 (2017)")
  ]

  public enum Slot: Int, SlotName { case velocity }
  public enum Sum: Int, SlotName { case parameterSquare, gradientSquare, decayedSquare }
  public enum Scalar: Int, SlotName { case trustRatio, decay }

  public struct Coefficients: Sendable {
    let trust, epsilon, decay, momentum, inner, ahead, direct: Double
    let dividesBySum, scalesVectors: Bool
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    let outer = velocity == .gradients ? rate : 1
    let inner = (velocity == .gradients ? 1 : rate)
    return .init(
      trust: trust, epsilon: epsilon, decay: decay, momentum: momentum,
      inner: inner * (nesterov ? 1 : 1 - dampening), ahead: nesterov ? outer * momentum : outer,
      direct: nesterov ? outer * inner : 0, dividesBySum: denominator == .sumOfNorms,
      scalesVectors: scalesVectors)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    let decayed = gradient + Number(c.decay) * parameter
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.parameterSquare] = parameter * parameter
    sums[.gradientSquare] = gradient * gradient
    sums[.decayedSquare] = decayed * decayed
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    scalars[.trustRatio] = 1
    scalars[.decay] = 0
    guard c.scalesVectors || !group.isVector else { return }
    scalars[.decay] = c.decay
    let size = Double.root(sums[.parameterSquare])
    let push =
      c.dividesBySum
      ? Double.root(sums[.gradientSquare]) + c.decay * size : Double.root(sums[.decayedSquare])
    guard size != 0, push != 0 else { return }
    scalars[.trustRatio] = c.trust * size / (push + c.epsilon)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    let push = (gradient + scalars[.decay] * parameter) * scalars[.trustRatio]
    slots[.velocity] = Number(c.momentum) * slots[.velocity] + Number(c.inner) * push
    parameter -= Number(c.ahead) * slots[.velocity] + Number(c.direct) * push
  }
}
