import ReproducibleMath

/// Swings between the base rate and a peak.
///
///     α(t) = α₀ + (to − α₀) · height · scale
///
/// where height climbs from 0 to 1 over `up` steps and back over `down` steps, and scale halves every
/// cycle, or shrinks by `decay` every step. The momentum swings the other way.
/// L. Smith, "Cyclical learning rates for training neural networks", WACV 2017.
public struct CyclicSchedule: ScheduleRule {
  public var peak = Level.share(10)
  public var up = 2000
  public var down = 2000
  public var shape = Shape.triangular
  public var decay = 1.0
  /// The momentum at the peak and away from it; empty leaves the optimizer's alone.
  public var momentumRange: [Double] = []

  public init() {}

  public enum Shape: String, CaseIterable, Sendable {
    /// Every cycle is as high as the first.
    case triangular
    /// Every cycle is half as high as the one before.
    case halving
    /// The height shrinks by `decay` every step.
    case decaying
  }

  public static let hyperparameters: [Hyperparameter] = [
    .level("to", \Self.peak, "the rate at the peak"),
    .whole("up", \Self.up, in: 1...Int.max, "steps from the base to the peak"),
    .whole("down", \Self.down, in: 1...Int.max, "steps back"),
    .choice("shape", \Self.shape, "whether the peaks get lower"),
    .number("decay", \Self.decay, in: 0...1, "what a decaying cycle loses every step"),
    .numbers(
      "momentum", \Self.momentumRange,
      "the momentum at the peak and away from it, such as (0.8, 0.9); () leaves it alone"),
  ]

  public static let entry = ScheduleEntry(
    key: "cyclic", prototype: CyclicSchedule(), meaning: "swings between two rates",
    formula: "α(t) = α₀ + (to − α₀) · triangle(t) · scale", source: "Smith, WACV 2017")

  public func rate(at step: Int, base: Double) -> Double {
    base + (peak.rate(of: base) - base) * height(at: step)
  }

  public func momentum(at step: Int) -> Double? {
    guard momentumRange.count == 2 else { return nil }
    return momentumRange[1] - (momentumRange[1] - momentumRange[0]) * height(at: step)
  }

  private func height(at step: Int) -> Double {
    let (cycle, time) = step.quotientAndRemainder(dividingBy: up + down)
    let triangle =
      time <= up ? Double(time) / Double(up) : Double(up + down - time) / Double(down)
    return switch shape {
    case .triangular: triangle
    case .halving: triangle * DoubleDouble.power(0.5, cycle)
    case .decaying: triangle * DoubleDouble.power(decay, step)
    }
  }
}
