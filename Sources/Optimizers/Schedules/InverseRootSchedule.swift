import ReproducibleMath

/// Rises in a line, then falls like 1 / √t, as the first Transformer was trained.
///
///     α(t) = α₀ √w · min(1 / √(t + 1), (t + 1) / w^(3/2)), which reaches α₀ after w steps
///
/// With a `width` d it is the paper's own α₀ d^(−½) min(…), without the √w.
/// A. Vaswani et al., "Attention is all you need", NeurIPS 2017.
public struct InverseRootSchedule: ScheduleRule {
  public var warmUp = 4000
  public var width = 0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .whole("warmUp", \Self.warmUp, in: 1...Int.max, "the steps of the rise"),
    .whole("width", \Self.width, "the model's width d for Noam's form; 0 for the peak at α₀"),
  ]

  public static let entry = ScheduleEntry(
    key: "inverseRoot", prototype: InverseRootSchedule(),
    meaning: "a rise, then 1 / √t (Noam's schedule)",
    formula: "α(t) = α₀ √w · min(1 / √(t + 1), (t + 1) / w^(3/2))",
    source: "Vaswani et al., NeurIPS 2017")

  public func rate(at step: Int, base: Double) -> Double {
    let time = Double(step + 1)
    let rise = Double(warmUp)
    let shape = min(1 / Double.root(time), time / (rise * Double.root(rise)))
    return width > 0 ? base / Double.root(Double(width)) * shape : base * Double.root(rise) * shape
  }
}
