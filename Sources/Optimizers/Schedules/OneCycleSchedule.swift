import ReproducibleMath

/// Rises to the base rate and falls far below the first one, the momentum the other way round.
///
///     α: α₀ / d → α₀ at peak · over → α₀ / (d · e) at over
///
/// With a `back` above 0 it first returns to α₀ / d by that share of the steps. L. Smith and
/// N. Topin, "Super-convergence: very fast training of neural networks using large learning rates",
/// 2018.
public struct OneCycleSchedule: ScheduleRule {
  public var steps = 100
  public var peak = 0.3
  public var back = 0.0
  public var startDivisor = 25.0
  public var endDivisor = 10_000.0
  public var shape = Shape.cosine
  /// The momentum at the peak and away from it; empty leaves the optimizer's alone.
  public var momentumRange: [Double] = []

  public init() {}

  public enum Shape: String, CaseIterable, Sendable { case cosine, linear }

  public static let hyperparameters: [Hyperparameter] = [
    .whole("over", \Self.steps, in: 1...Int.max, "the steps that it takes"),
    .number("peak", \Self.peak, in: 0...1, "the share of the steps that it rises"),
    .number(
      "back", \Self.back, in: 0...1, "the share at which it is back at the start; 0 for none"),
    .number("startDivisor", \Self.startDivisor, in: 1...1e15, "base rate / first rate"),
    .number("endDivisor", \Self.endDivisor, in: 1...1e15, "first rate / last rate"),
    .choice("shape", \Self.shape, "waves or straight lines"),
    .numbers(
      "momentum", \Self.momentumRange,
      "the momentum at the peak and away from it, such as (0.85, 0.95); () leaves it alone"),
  ]

  public static let spansRun = true

  public static let entry = ScheduleEntry(
    key: "oneCycle", prototype: OneCycleSchedule(), meaning: "once up, and far down",
    formula: "α: α₀ / d → α₀ at peak · over → α₀ / (d · e) at over",
    source: "Smith and Topin, Proceedings of SPIE 11006 (2019)")

  public func rate(at step: Int, base: Double) -> Double {
    let first = base / startDivisor
    return value(at: step, low: first, high: base, last: first / endDivisor)
  }

  public func momentum(at step: Int) -> Double? {
    guard momentumRange.count == 2 else { return nil }
    return value(
      at: step, low: momentumRange[1], high: momentumRange[0], last: momentumRange[1])
  }

  private func value(at step: Int, low: Double, high: Double, last: Double) -> Double {
    let length = Double(steps)
    let time = Double(min(step, steps))
    let top = peak * length
    if time <= top, top > 0 { return between(low, high, time / top) }
    guard back > 0 else { return between(high, last, (time - top) / (length - top)) }
    let bottom = back * length
    if time <= bottom { return between(high, low, (time - top) / (bottom - top)) }
    return between(low, last, (time - bottom) / (length - bottom))
  }

  private func between(_ start: Double, _ end: Double, _ share: Double) -> Double {
    switch shape {
    case .linear: (end - start) * share + start
    case .cosine: end + (start - end) / 2 * (BlockFunction.cos(.pi * share) + 1)
    }
  }
}
