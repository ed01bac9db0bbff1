/// Falls slowly at first and fast at the end.
///
///     α(t) = to + (α₀ − to) · (1 − s) / (1 − s / 2),  s = t / over
///
/// J. Chen, C. Wolfe and A. Kyrillidis, "REX: revisiting budgeted training with an improved
/// schedule", MLSys 2022.
public struct RexSchedule: ScheduleRule {
  public var steps = 100
  public var end = Level.share(0)

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .whole("over", \Self.steps, in: 1...Int.max, "the steps that it takes"),
    .level("to", \Self.end, "the last rate"),
  ]

  public static let spansRun = true

  public static let entry = ScheduleEntry(
    key: "rex", prototype: RexSchedule(), meaning: "slow at first, fast at the end",
    formula: "α(t) = to + (α₀ − to)(1 − s) / (1 − s / 2), s = t / over",
    source: "Chen, Wolfe and Kyrillidis, MLSys 2022")

  public func rate(at step: Int, base: Double) -> Double {
    let last = end.rate(of: base)
    guard step < steps else { return last }
    let share = Double(step) / Double(steps)
    return last + (base - last) * ((1 - share) / (1 - share / 2))
  }
}
