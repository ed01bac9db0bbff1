/// The learning rate as a pure function of the step: a base rate and a rule that shapes it.
public struct Schedule: Sendable, ExpressibleByFloatLiteral {
  /// The rate that a tuner sets and that a legend shows.
  public var base: Double
  public var rule: any ScheduleRule

  public init(_ base: Double, _ rule: any ScheduleRule = ConstantRate()) {
    self.base = base
    self.rule = rule
  }

  public init(floatLiteral value: Double) { self.init(value) }

  /// The rate of the update that follows `step` finished ones.
  public func rate(at step: Int) -> Double { rule.rate(at: step, base: base) }

  public var isConstant: Bool { rule is ConstantRate }
}

/// A shape of a schedule; one file a rule.
public protocol ScheduleRule: Sendable {
  func rate(at step: Int, base: Double) -> Double
}
