/// The learning rate as a pure function of the step: a base rate and a rule that shapes it.
public struct Schedule: Sendable, ExpressibleByFloatLiteral {
  /// The rate that a tuner sets and that a legend shows.
  public var base: Double
  /// Nil for a constant rate.
  public var rule: (any ScheduleRule)?

  public init(_ base: Double, _ rule: (any ScheduleRule)? = nil) {
    self.base = base
    self.rule = rule
  }

  public init(floatLiteral value: Double) { self.init(value) }

  /// The rate of the update that follows `step` finished ones.
  public func rate(at step: Int) -> Double {
    guard let rule else { return base }
    return rule.rate(at: step, base: base)
  }
}

/// A shape of a schedule; one file a rule.
public protocol ScheduleRule: Configurable {
  /// The name under which the catalogue knows the rule, its formula and its source.
  static var entry: ScheduleEntry { get }

  /// The rate after `step` finished updates, for a schedule that starts from `base`.
  func rate(at step: Int, base: Double) -> Double

  /// The momentum that goes with the rate; nil for a rule that leaves it alone.
  func momentum(at step: Int) -> Double?

  /// Whether its `over` is meant to be the length of the whole run.
  static var spansRun: Bool { get }
}

extension ScheduleRule {
  public func momentum(at step: Int) -> Double? { nil }
  public static var spansRun: Bool { false }
}
