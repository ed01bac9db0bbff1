/// Leaves the rate alone.
public struct ConstantSchedule: ScheduleRule {
  public init() {}

  public static let hyperparameters: [Hyperparameter] = []

  public static let entry = ScheduleEntry(
    key: "constant", prototype: ConstantSchedule(), meaning: "one rate for all steps",
    formula: "α(t) = α₀")

  public func rate(at step: Int, base: Double) -> Double { base }
}
