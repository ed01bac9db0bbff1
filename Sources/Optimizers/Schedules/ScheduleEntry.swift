/// A named schedule of the catalogue.
public struct ScheduleEntry: Sendable {
  /// What a spec line writes: `cosine`, `oneCycle`.
  public let key: String
  public let prototype: any ScheduleRule
  /// What it does to the rate, in one phrase.
  public let meaning: String
  /// The rate α(t) after t steps, with the base rate α₀.
  public let formula: String
  /// Who published it; empty for what nobody claims.
  public let source: String

  public init(
    key: String, prototype: any ScheduleRule, meaning: String, formula: String, source: String = ""
  ) {
    self.key = key
    self.prototype = prototype
    self.meaning = meaning
    self.formula = formula
    self.source = source
  }
}

/// Every schedule of the lab, by name; adding one is its file and a line here.
public enum ScheduleCatalog {
  public static let entries: [ScheduleEntry] = [
    ConstantSchedule.entry,
    StepSchedule.entry,
    MultistepSchedule.entry,
    PiecewiseSchedule.entry,
    ExponentialSchedule.entry,
    LinearSchedule.entry,
    PolynomialSchedule.entry,
    InverseTimeSchedule.entry,
    CosineSchedule.entry,
    WarmRestartSchedule.entry,
    OneCycleSchedule.entry,
    CyclicSchedule.entry,
    WarmUpSchedule.entry,
    WarmUpStableDecaySchedule.entry,
    InverseRootSchedule.entry,
    RexSchedule.entry,
    RangeTestSchedule.entry,
    SequenceSchedule.entry,
    ProductSchedule.entry,
  ]

  public static func entry(_ key: String) -> ScheduleEntry? { entries.first { $0.key == key } }
}
