/// Follows one schedule after another, each counting its steps from its own start.
///
///     α(t) = partₖ(t − atₖ) for the last k with atₖ ≤ t
public struct SequenceSchedule: ScheduleRule {
  public var parts = [ScheduleSpec()]
  public var milestones: [Double] = []

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .schedules("of", \Self.parts, count: nil, "the schedules, in their order"),
    .numbers("at", \Self.milestones, "the steps at which the second, third … begins"),
  ]

  public static let entry = ScheduleEntry(
    key: "sequence", prototype: SequenceSchedule(), meaning: "one schedule after another",
    formula: "α(t) = partₖ(t − atₖ), the last k with atₖ ≤ t")

  public func rate(at step: Int, base: Double) -> Double {
    let (part, start) = current(at: step)
    return part.rate(at: step - start, base: base)
  }

  public func momentum(at step: Int) -> Double? {
    let (part, start) = current(at: step)
    return part.rule?.momentum(at: step - start)
  }

  private func current(at step: Int) -> (ScheduleSpec, Int) {
    let passed = min(milestones.count { $0 <= Double(step) }, parts.count - 1)
    return (parts[passed], passed == 0 ? 0 : Int(milestones[passed - 1]))
  }
}
