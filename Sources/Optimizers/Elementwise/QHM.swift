public import ReproducibleMath

/// Momentum mixed with a plain gradient step.
///
///     b ← βb + (1 − β)g     θ ← θ − α((1 − ν)g + νb)
///
/// ν = 1 is momentum over a mean, ν = 0 is gradient descent, ν = β is Nesterov's momentum.
/// J. Ma and D. Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", ICLR 2019.
public struct QHM: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var momentum = 0.999
  public var nu = 0.7
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...1, "β: how slowly the mean of gradients forgets"),
    .number("nu", \Self.nu, in: 0...1, "ν: the share of the mean in a step"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "qhm", name: "QHM", family: .momentum, prototype: QHM(),
      formula: ["b ← βb + (1 − β)g", "θ ← θ − α((1 − ν)g + νb)"],
      source: "Ma and Yarats, ICLR 2019")
  ]

  public enum Slot: Int, SlotName { case mean }

  public struct Coefficients: Sendable {
    let fresh, meanRate, gradientRate: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    .init(fresh: 1 - momentum, meanRate: rate * nu, gradientRate: rate * (1 - nu))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.fresh) * (gradient - slots[.mean])
    parameter -= Number(c.meanRate) * slots[.mean]
    parameter -= Number(c.gradientRate) * gradient
  }
}
