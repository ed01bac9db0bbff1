public import ReproducibleMath

/// Lets the steps gather speed, like a heavy ball.
///
///     velocity of gradients:  b ← μb + (1 − τ)g     θ ← θ − αb
///     velocity of steps:      b ← μb + αg           θ ← θ − b
///
/// The two differ once the learning rate changes. The first step takes b = g whatever the damping τ.
/// B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
public struct Momentum: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var momentum = 0.9
  public var dampening = 0.0
  public var velocity = Velocity.gradients
  public var weightDecay = WeightDecay.none

  public init() {}

  /// What the velocity adds up: torch and optax add gradients, Keras adds steps.
  public enum Velocity: String, CaseIterable, Sendable { case gradients, steps }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, "the share of the velocity that survives a step"),
    .number("dampening", \Self.dampening, in: 0...1, "the share of each new gradient left out"),
    .choice("velocity", \Self.velocity, "whether the velocity adds up gradients or steps"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "momentum", name: "Momentum", family: .momentum, prototype: Momentum(),
      formula: ["b ← μb + (1 − τ)g", "θ ← θ − αb"],
      source: "Polyak, USSR Computational Mathematics and Mathematical Physics 4 (1964)"),
    OptimizerEntry(
      key: "sgdw", name: "SGDW", family: .momentum,
      prototype: Momentum().with { $0.weightDecay = .decoupled(0.01) },
      formula: ["θ ← (1 − αλ)θ", "then momentum"],
      source: "Loshchilov and Hutter, ICLR 2019"),
  ]

  public enum Slot: Int, SlotName { case velocity }

  public struct Coefficients: Sendable {
    let momentum, gradientShare, rate: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    let share = step == 1 ? 1 : 1 - dampening
    return switch velocity {
    case .gradients: .init(momentum: momentum, gradientShare: share, rate: rate)
    case .steps: .init(momentum: momentum, gradientShare: share * rate, rate: 1)
    }
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.velocity] = Number(c.momentum) * slots[.velocity] + Number(c.gradientShare) * gradient
    parameter -= Number(c.rate) * slots[.velocity]
  }
}
