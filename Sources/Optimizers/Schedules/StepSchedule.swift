import ReproducibleMath

/// Multiplies the rate every so many steps.
///
///     α(t) = α₀ γ^⌊t / every⌋
public struct StepSchedule: ScheduleRule {
  public var every = 30
  public var factor = 0.1

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .whole("every", \Self.every, in: 1...Int.max, "steps between two drops"),
    .number("by", \Self.factor, "what each drop multiplies the rate by"),
  ]

  public static let entry = ScheduleEntry(
    key: "step", prototype: StepSchedule(), meaning: "drops at regular steps",
    formula: "α(t) = α₀ γ^⌊t / every⌋")

  public func rate(at step: Int, base: Double) -> Double {
    base * DoubleDouble.power(factor, step / every)
  }
}
