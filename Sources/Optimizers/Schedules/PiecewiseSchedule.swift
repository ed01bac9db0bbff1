/// Goes through a list of rates, changing at given steps.
///
///     α(t) = α₀ cₖ for the last k with atₖ ≤ t, and α₀ before
///
/// Keras still uses the old rate at a boundary, so its boundary b is our step b + 1.
public struct PiecewiseSchedule: ScheduleRule {
  public var boundaries: [Double] = [100, 200]
  public var shares: [Double] = [0.1, 0.01]

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .numbers("at", \Self.boundaries, "the steps at which the rate changes"),
    .numbers("to", \Self.shares, "the shares of the base rate that hold from there on"),
  ]

  public static let entry = ScheduleEntry(
    key: "piecewise", prototype: PiecewiseSchedule(), meaning: "given rates from given steps on",
    formula: "α(t) = α₀ cₖ, the last k with atₖ ≤ t")

  public func rate(at step: Int, base: Double) -> Double {
    let passed = boundaries.count { $0 <= Double(step) }
    return passed == 0 || shares.isEmpty ? base : base * shares[min(passed, shares.count) - 1]
  }
}
