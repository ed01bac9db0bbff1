public import ReproducibleMath

/// Averages the velocities of several momenta, so that the fast ones damp the slow ones.
///
///     bᵢ ← βᵢbᵢ + g     θ ← θ − α/K Σ bᵢ
///
/// J. Lucas, S. Sun, R. Zemel and R. Grosse, "Aggregated momentum: stability through passive
/// damping", ICLR 2019.
public struct AggMo: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  /// One to four momenta.
  public var betas = [0.0, 0.9, 0.99]
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .numbers("betas", \Self.betas, counts: 1...4, "the momenta whose velocities are averaged"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "aggmo", name: "AggMo", family: .momentum, prototype: AggMo(),
      formula: ["bᵢ ← βᵢbᵢ + g", "θ ← θ − α/K Σ bᵢ"],
      source: "Lucas, Sun, Zemel and Grosse, ICLR 2019")
  ]

  public enum Slot: Int, SlotName { case velocity1, velocity2, velocity3, velocity4 }

  public struct Coefficients: Sendable {
    let beta: InlineArray<4, Double>
    /// α/K, or 0 for a velocity that is not used.
    let rate: InlineArray<4, Double>
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    let used = betas.prefix(4)
    return .init(
      beta: InlineArray { $0 < used.count ? used[$0] : 0 },
      rate: InlineArray { $0 < used.count ? rate / Double(used.count) : 0 })
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    for index in 0..<4 {
      let velocity = Number(c.beta[index]) * slots.storage[index] + gradient
      slots.storage[index] = c.rate[index] == 0 ? 0 : velocity
      parameter -= Number(c.rate[index]) * slots.storage[index]
    }
  }
}
