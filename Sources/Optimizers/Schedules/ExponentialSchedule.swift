import ReproducibleMath

/// Multiplies the rate by the same factor in every stretch of steps.
///
///     α(t) = α₀ γ^((t − after) / over)
public struct ExponentialSchedule: ScheduleRule {
  public var factor = 0.96
  public var steps = 1
  public var staircase = false
  public var delay = 0
  /// Where the decay, or the growth, stops.
  public var limit = Level.share(0)

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("by", \Self.factor, "what a stretch multiplies the rate by"),
    .whole("over", \Self.steps, in: 1...Int.max, "the length of a stretch"),
    .flag("staircase", \Self.staircase, "changes only at the end of each stretch"),
    .whole("after", \Self.delay, "steps at the base rate before it begins"),
    .level("limit", \Self.limit, "the rate beyond which it never goes; 0 for none"),
  ]

  public static let entry = ScheduleEntry(
    key: "exponential", prototype: ExponentialSchedule(), meaning: "decays by a constant factor",
    formula: "α(t) = α₀ γ^((t − after) / over)")

  public func rate(at step: Int, base: Double) -> Double {
    let elapsed = step - delay
    guard elapsed > 0 else { return base }
    let power =
      staircase || elapsed.isMultiple(of: steps)
      ? DoubleDouble.power(factor, elapsed / steps)
      : BlockFunction.pow(factor, Double(elapsed) / Double(steps))
    guard limit != .share(0) else { return base * power }
    let bound = limit.rate(of: base)
    return factor < 1 ? max(base * power, bound) : min(base * power, bound)
  }
}
