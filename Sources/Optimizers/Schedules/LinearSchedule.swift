/// Walks from one rate to another in a straight line, and stays there.
///
///     α(t) = from + (to − from) · min(t − after, over) / over
public struct LinearSchedule: ScheduleRule {
  public var steps = 100
  public var start = Level.share(1)
  public var end = Level.share(0)
  public var delay = 0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .whole("over", \Self.steps, in: 1...Int.max, "the steps that it takes"),
    .level("from", \Self.start, "the first rate"),
    .level("to", \Self.end, "the last rate"),
    .whole("after", \Self.delay, "steps at the first rate before it begins"),
  ]

  public static let spansRun = true

  public static let entry = ScheduleEntry(
    key: "linear", prototype: LinearSchedule(), meaning: "a straight line between two rates",
    formula: "α(t) = from + (to − from) · min(t − after, over) / over")

  public func rate(at step: Int, base: Double) -> Double {
    let first = start.rate(of: base)
    let share = Double(min(max(step - delay, 0), steps)) / Double(steps)
    return first + (end.rate(of: base) - first) * share
  }
}
