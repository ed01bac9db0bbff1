import ReproducibleMath

/// Rises to the base rate before another schedule takes over.
///
///     linear:     α(t) = from + (α₀ − from) · t / over, then α(t) = next(t − over)
///     saturating: α(t) = next(t) · (1 − exp(−(t + 1) / over))
///
/// With over = 2 / (1 − β₂) the line, and with over = 1 / (1 − β₂) the curve, needs no tuning for
/// Adam. J. Ma and D. Yarats, "On the adequacy of untuned warmup for adaptive optimization", AAAI 2021.
public struct WarmUpSchedule: ScheduleRule {
  public var steps = 10
  public var start = Level.share(0)
  public var shape = Shape.linear
  public var next = [ScheduleSpec()]

  public init() {}

  public enum Shape: String, CaseIterable, Sendable { case linear, saturating }

  public static let hyperparameters: [Hyperparameter] = [
    .whole("over", \Self.steps, in: 1...Int.max, "the steps that it takes"),
    .level("from", \Self.start, "the first rate of a line"),
    .choice("shape", \Self.shape, "a line, or a curve that never quite arrives"),
    .schedules("then", \Self.next, count: 1, "the schedule that follows"),
  ]

  public static let entry = ScheduleEntry(
    key: "warmUp", prototype: WarmUpSchedule(), meaning: "starts gently before another schedule",
    formula: "α(t) = from + (α₀ − from) · t / over, then next(t − over)",
    source: "Goyal et al., arXiv 1706.02677 (2017)")

  public func rate(at step: Int, base: Double) -> Double {
    switch shape {
    case .linear where step < steps:
      let first = start.rate(of: base)
      return (base - first) * (Double(step) / Double(steps)) + first
    case .linear: return next[0].rate(at: step - steps, base: base)
    case .saturating:
      let rise = -BlockFunction.expm1(-Double(step + 1) / Double(steps))
      return next[0].rate(at: step, base: base) * rise
    }
  }
}
