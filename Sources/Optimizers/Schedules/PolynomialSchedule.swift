import ReproducibleMath

/// Falls to its end like a power of the time that is left.
///
///     α(t) = to + (α₀ − to) · (1 − min(t − after, over) / over)^power
///
/// A cycling one starts anew from the value it has reached, over a stretch twice, three times … as
/// long, as Keras does.
public struct PolynomialSchedule: ScheduleRule {
  public var steps = 100
  public var power = 1.0
  public var end = Level.share(0)
  public var delay = 0
  public var cycles = false

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .whole("over", \Self.steps, in: 1...Int.max, "the steps that it takes"),
    .number("power", \Self.power, "1 is a line, 2 a parabola, ½ a root"),
    .level("to", \Self.end, "the last rate"),
    .whole("after", \Self.delay, "steps at the base rate before it begins"),
    .flag("cycles", \Self.cycles, "begins anew with a longer stretch instead of staying"),
  ]

  public static let spansRun = true

  public static let entry = ScheduleEntry(
    key: "polynomial", prototype: PolynomialSchedule(), meaning: "a power of the time left",
    formula: "α(t) = to + (α₀ − to)(1 − min(t − after, over) / over)^power")

  public func rate(at step: Int, base: Double) -> Double {
    let last = end.rate(of: base)
    var elapsed = max(step - delay, 0)
    var length = steps
    if cycles {
      length *= max((elapsed + steps - 1) / steps, 1)
    } else {
      elapsed = min(elapsed, steps)
    }
    let left = 1 - Double(elapsed) / Double(length)
    let share =
      Int(exactly: power).map { DoubleDouble.power(left, $0) } ?? BlockFunction.pow(left, power)
    return (base - last) * share + last
  }
}
