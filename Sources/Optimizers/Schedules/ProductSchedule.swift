/// Applies several schedules at once.
///
///     α(t) = α₀ · Π partₖ(t) / α₀
public struct ProductSchedule: ScheduleRule {
  public var parts = [ScheduleSpec()]

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .schedules("of", \Self.parts, count: nil, "the schedules, each a factor")
  ]

  public static let entry = ScheduleEntry(
    key: "product", prototype: ProductSchedule(), meaning: "several schedules at once",
    formula: "α(t) = α₀ · Π partₖ(t) / α₀")

  public func rate(at step: Int, base: Double) -> Double {
    parts.reduce(base) { $1.rate(at: step, base: $0) }
  }

  public func momentum(at step: Int) -> Double? {
    parts.lazy.compactMap { $0.rule?.momentum(at: step) }.first
  }
}
