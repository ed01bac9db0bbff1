import ReproducibleMath

/// Grows until training breaks: the loss against it shows which rates are worth trying.
///
///     α(t) = α₀ (to / α₀)^(t / over), or the line between the two
///
/// L. Smith, "Cyclical learning rates for training neural networks", WACV 2017.
public struct RangeTestSchedule: ScheduleRule {
  public var steps = 100
  public var end = Level.share(1e6)
  public var shape = Shape.exponential

  public init() {}

  public enum Shape: String, CaseIterable, Sendable { case exponential, linear }

  public static let hyperparameters: [Hyperparameter] = [
    .whole("over", \Self.steps, in: 1...Int.max, "the steps that it takes"),
    .level("to", \Self.end, "the last rate"),
    .choice("shape", \Self.shape, "equal factors or equal differences"),
  ]

  public static let spansRun = true

  public static let entry = ScheduleEntry(
    key: "rangeTest", prototype: RangeTestSchedule(), meaning: "grows until training breaks",
    formula: "α(t) = α₀ (to / α₀)^(t / over)", source: "Smith, WACV 2017")

  public func rate(at step: Int, base: Double) -> Double {
    let share = Double(min(step, steps)) / Double(steps)
    let last = end.rate(of: base)
    return switch shape {
    case .linear: base + (last - base) * share
    case .exponential: base * BlockFunction.pow(last / base, share)
    }
  }
}
