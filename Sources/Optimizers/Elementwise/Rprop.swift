public import ReproducibleMath

/// Steps by the sign of the gradient, with a step length of its own for each parameter.
///
///     same sign as before:  Δ ← min(η₊Δ, Δmax)     turned:  Δ ← max(η₋Δ, Δmin), and no step
///     θ ← θ − Δ · sign(g)
///
/// The learning rate is the length of the first step; a schedule does not change the others.
/// M. Riedmiller and H. Braun, "A direct adaptive method for faster backpropagation learning", 1993;
/// this is iRprop⁻ of C. Igel and M. Hüsken, "Improving the Rprop learning algorithm", 2000.
public struct Rprop: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.01
  public var shrink = 0.5
  public var grow = 1.2
  public var shortest = 1e-6
  public var longest = 50.0
  public var timing = Timing.immediate
  public var weightDecay = WeightDecay.none

  public init() {}

  /// When a step is taken.
  public enum Timing: String, CaseIterable, Sendable {
    case immediate
    /// One step late: optax takes the step that the previous gradient asked for, unless this one
    /// turns; its first step is no step at all.
    case late
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("shrink", \Self.shrink, in: 0...1, "what a turn of the sign multiplies the length by"),
    .number("grow", \Self.grow, "what a steady sign multiplies the length by"),
    .number("shortest", \Self.shortest, "the least length of a step"),
    .number("longest", \Self.longest, "the greatest length of a step"),
    .choice("timing", \Self.timing, "whether a step is taken at once or one gradient later"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "rprop", name: "Rprop", family: .sign, prototype: Rprop(),
      formula: [
        "same sign: Δ ← min(η₊Δ, Δmax)", "turned: Δ ← max(η₋Δ, Δmin), no step",
        "θ ← θ − Δ · sign(g)",
      ],
      source: "Riedmiller and Braun, ICNN 1993; Igel and Hüsken, NC 2000")
  ]

  public enum Slot: Int, SlotName { case length, move }

  public struct Coefficients: Sendable {
    let shrink, grow, shortest, longest: Double
    let isLate: Bool
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    var slots = Slots<Slot, Number>(repeating: 0)
    slots[.length] = Number(learningRate.base)
    return slots
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(
      shrink: shrink, grow: grow, shortest: shortest, longest: longest, isLate: timing == .late)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let agreement = gradient.signum * slots[.move].signum
    let factor = agreement > 0 ? Number(c.grow) : (agreement < 0 ? Number(c.shrink) : 1)
    let length = max(min(slots[.length] * factor, Number(c.longest)), Number(c.shortest))
    slots[.length] = c.isLate && agreement == 0 ? slots[.length] : length
    let move = agreement < 0 ? 0 : slots[.length] * gradient.signum
    let past = agreement < 0 ? 0 : slots[.move]
    parameter -= c.isLate ? past : move
    slots[.move] = move
  }
}
