/// The same rate at every step.
public struct ConstantRate: ScheduleRule {
  public init() {}

  public func rate(at step: Int, base: Double) -> Double { base }
}
