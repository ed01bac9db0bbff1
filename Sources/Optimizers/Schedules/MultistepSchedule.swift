import ReproducibleMath

/// Multiplies the rate at given steps.
///
///     α(t) = α₀ γ^(how many of the steps are ≤ t)
public struct MultistepSchedule: ScheduleRule {
  public var milestones: [Double] = [30, 80]
  public var factor = 0.1

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .numbers("at", \Self.milestones, "the steps of the drops"),
    .number("by", \Self.factor, "what each drop multiplies the rate by"),
  ]

  public static let entry = ScheduleEntry(
    key: "multistep", prototype: MultistepSchedule(), meaning: "drops at given steps",
    formula: "α(t) = α₀ γ^|{s ∈ at: s ≤ t}|")

  public func rate(at step: Int, base: Double) -> Double {
    base * DoubleDouble.power(factor, milestones.count { $0 <= Double(step) })
  }
}
