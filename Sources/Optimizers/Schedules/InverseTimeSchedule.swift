/// Divides the rate by a number that grows with time.
///
///     α(t) = α₀ / (1 + k · t / over)
public struct InverseTimeSchedule: ScheduleRule {
  public var factor = 1.0
  public var steps = 1
  public var staircase = false

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("by", \Self.factor, "what a stretch adds to the divisor"),
    .whole("over", \Self.steps, in: 1...Int.max, "the length of a stretch"),
    .flag("staircase", \Self.staircase, "changes only at the end of each stretch"),
  ]

  public static let entry = ScheduleEntry(
    key: "inverseTime", prototype: InverseTimeSchedule(), meaning: "decays like 1 / t",
    formula: "α(t) = α₀ / (1 + k · t / over)",
    source: "Robbins and Monro, Annals of Mathematical Statistics 22 (1951)")

  public func rate(at step: Int, base: Double) -> Double {
    let time = staircase ? Double(step / steps) : Double(step) / Double(steps)
    return base / (1 + factor * time)
  }
}
