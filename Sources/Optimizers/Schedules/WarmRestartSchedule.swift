import ReproducibleMath

/// Falls along half waves of the cosine and jumps back up after each.
///
///     α(t) = to + (α₀ mᶜ − to) · (1 + cos(π t′ / Tc)) / 2,  Tc = over · lengthenᶜ
///
/// for t′ steps since the c-th restart. The amplitude mᶜ leaves the end where it is.
/// I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017.
public struct WarmRestartSchedule: ScheduleRule {
  public var steps = 10
  public var growth = 1.0
  public var amplitude = 1.0
  public var end = Level.share(0)

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .whole("over", \Self.steps, in: 1...Int.max, "the steps before the first restart"),
    .number("lengthen", \Self.growth, in: 1...1e6, "how much longer each stretch is"),
    .number("amplitude", \Self.amplitude, "what each restart multiplies the height by"),
    .level("to", \Self.end, "the last rate of a stretch"),
  ]

  public static let entry = ScheduleEntry(
    key: "warmRestarts", prototype: WarmRestartSchedule(), meaning: "cosines that start anew",
    formula: "α(t) = to + (α₀ − to)(1 + cos(π t′ / T)) / 2, T ← T · lengthen at each restart",
    source: "Loshchilov and Hutter, ICLR 2017")

  public func rate(at step: Int, base: Double) -> Double {
    var cycle = 0
    var length = Double(steps)
    var time = Double(step)
    if growth == 1 {
      cycle = step / steps
      time = Double(step % steps)
    } else {
      while time >= length {
        time -= length
        length *= growth
        cycle += 1
      }
    }
    let last = end.rate(of: base)
    let wave = 0.5 * (1 + BlockFunction.cos(.pi * time / length))
    return last + (base - last) * wave * DoubleDouble.power(amplitude, cycle)
  }
}
