public import ReproducibleMath

/// Momentum that looks where the velocity will carry it.
///
///     look-ahead:  V ← γV + α∇J(θ − γV)     θ ← θ − V
///     shifted:     b ← μb + g               θ ← θ − α(g + μb)
///
/// The libraries keep the shifted variable φ = θ − γV as their parameters, and so need only the
/// gradient at their own point; for a constant α the shifted path is the look-ahead points of the
/// other. The look-ahead form is Sutskever's reading of Nesterov.
/// Y. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)",
/// 1983; I. Sutskever et al., "On the importance of initialization and momentum", ICML 2013.
public struct Nesterov: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var momentum = 0.9
  public var form = Form.shifted
  public var velocity = Momentum.Velocity.gradients
  public var weightDecay = WeightDecay.none

  public init() {}

  public enum Form: String, CaseIterable, Sendable { case shifted, lookAhead }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, "the share of the velocity that survives a step"),
    .choice("form", \Self.form, "whether the parameters are the iterate or its look-ahead"),
    .choice("velocity", \Self.velocity, "whether the velocity adds up gradients or steps"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "nesterov", name: "Nesterov", family: .momentum, prototype: Nesterov(),
      formula: ["b ← μb + g", "θ ← θ − α(g + μb)"],
      source: "Nesterov, Soviet Mathematics Doklady 27 (1983)"),
    OptimizerEntry(
      key: "nesterov-lookahead", name: "Nesterov (look-ahead)", family: .momentum,
      prototype: Nesterov().with {
        $0.form = .lookAhead
        $0.velocity = .steps
      },
      formula: ["V ← γV + α∇J(θ − γV)", "θ ← θ − V"],
      source: "Sutskever, Martens, Dahl and Hinton, ICML 2013"),
  ]

  public enum Slot: Int, SlotName { case velocity }

  public struct Coefficients: Sendable {
    let momentum, gradientShare, velocityRate, gradientRate: Double
    let probeRate: Double
  }

  public var looksAhead: Bool { form == .lookAhead }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    let outer = velocity == .gradients ? rate : 1
    let inner = velocity == .gradients ? 1 : rate
    return switch form {
    case .shifted:
      .init(
        momentum: momentum, gradientShare: inner, velocityRate: outer * momentum,
        gradientRate: rate, probeRate: 0)
    case .lookAhead:
      .init(
        momentum: momentum, gradientShare: inner, velocityRate: outer, gradientRate: 0,
        probeRate: outer * momentum)
    }
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.velocity] = Number(c.momentum) * slots[.velocity] + Number(c.gradientShare) * gradient
    parameter -=
      Number(c.gradientRate) * gradient + Number(c.velocityRate) * slots[.velocity]
  }

  public static func probe<Number: Real>(
    _ parameter: Number, _ slots: Slots<Slot, Number>, _ c: Coefficients
  ) -> Number {
    parameter - Number(c.probeRate) * slots[.velocity]
  }
}
