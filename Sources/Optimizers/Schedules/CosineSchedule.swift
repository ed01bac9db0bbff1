import ReproducibleMath

/// Falls along half a wave of the cosine.
///
///     α(t) = to + (α₀ − to) · ((1 + cos(π t / over)) / 2)^exponent
///
/// After `over` steps optax and Keras stay at the end; torch rises again, on the way back up.
/// I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017.
public struct CosineSchedule: ScheduleRule {
  public var steps = 100
  public var end = Level.share(0)
  public var exponent = 1.0
  public var afterwards = Afterwards.stay

  public init() {}

  public enum Afterwards: String, CaseIterable, Sendable { case stay, rise }

  public static let hyperparameters: [Hyperparameter] = [
    .whole("over", \Self.steps, in: 1...Int.max, "the steps that it takes"),
    .level("to", \Self.end, "the last rate"),
    .number("exponent", \Self.exponent, "sharpens the wave above 1, flattens it below"),
    .choice("afterwards", \Self.afterwards, "whether it stays at the end or rises again"),
  ]

  public static let spansRun = true

  public static let entry = ScheduleEntry(
    key: "cosine", prototype: CosineSchedule(), meaning: "half a wave of the cosine",
    formula: "α(t) = to + (α₀ − to)(1 + cos(π t / over)) / 2",
    source: "Loshchilov and Hutter, ICLR 2017")

  public func rate(at step: Int, base: Double) -> Double {
    let time = Double(afterwards == .stay ? min(step, steps) : step)
    let last = end.rate(of: base)
    var wave = 0.5 * (1 + BlockFunction.cos(.pi * time / Double(steps)))
    if exponent != 1 { wave = BlockFunction.pow(wave, exponent) }
    return last + (base - last) * wave
  }
}
