import ReproducibleMath

/// Rises, stays, and falls at the very end.
///
///     α(t) = α₀ t / warmUp, then α₀, then α₀ · fall(s) for the share s of the decay, then to
///
/// S. Hu et al., "MiniCPM", 2024; the root as a fall is A. Hägele et al., "Scaling laws and
/// compute-optimal training beyond fixed training durations", 2024.
public struct WarmUpStableDecaySchedule: ScheduleRule {
  public var rise = 10
  public var stay = 80
  public var fall = 10
  public var shape = Shape.root
  public var end = Level.share(0)

  public init() {}

  /// How the rate falls with the share s of the decay; only a cosine ends where the schedule does.
  public enum Shape: String, CaseIterable, Sendable {
    /// to + (1 − to)(1 + cos πs) / 2.
    case cosine
    /// 1 − √s.
    case root
    /// 1 − s.
    case linear
    /// 1 − s².
    case square
  }

  public static let hyperparameters: [Hyperparameter] = [
    .whole("warmUp", \Self.rise, "steps of the rise"),
    .whole("stable", \Self.stay, "steps at the base rate"),
    .whole("decay", \Self.fall, in: 1...Int.max, "steps of the fall"),
    .choice("shape", \Self.shape, "how it falls"),
    .level("to", \Self.end, "the rate afterwards"),
  ]

  public static let entry = ScheduleEntry(
    key: "warmUpStableDecay", prototype: WarmUpStableDecaySchedule(),
    meaning: "rises, stays, and falls at the end",
    formula: "α(t) = α₀ t / warmUp, then α₀, then α₀ fall(s), then to",
    source: "Hu et al., arXiv 2404.06395 (2024)")

  public func rate(at step: Int, base: Double) -> Double {
    if step < rise { return base * (Double(step) / Double(rise)) }
    let elapsed = step - rise - stay
    if elapsed < 0 { return base }
    let last = end.rate(of: base)
    guard elapsed < fall else { return last }
    let share = Double(elapsed) / Double(fall)
    return switch shape {
    case .cosine: last + (base - last) * 0.5 * (1 + BlockFunction.cos(.pi * share))
    case .root: base * (1 - Double.root(share))
    case .linear: base * (1 - share)
    case .square: base * (1 - share * share)
    }
  }
}
