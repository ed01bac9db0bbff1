public import ReproducibleMath

/// Adam with a Nesterov momentum made of differences of gradients.
///
///     m ← EMA(g; β₁)     d ← EMA(g − g₋₁; β₂)     n ← EMA((g + w(g − g₋₁))²; β₃)
///     θ ← θ − α (m̂ + w d̂) / (√(n̂ + ε̄) + ε)
///
/// with w = β₂ in the paper. The first difference is zero.
/// X. Xie et al., "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models",
/// 2022.
public struct Adan: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.98
  public var beta2 = 0.92
  public var beta3 = 0.99
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var differenceWeight = DifferenceWeight.beta2
  public var weightDecay = WeightDecay.none

  public init() {}

  /// What w is.
  public enum DifferenceWeight: String, CaseIterable, Sendable {
    /// β₂, as in the paper and in pytorch-optimizer.
    case beta2
    /// 1 − β₂, as in optax, whose βs are one minus the paper's, but not here.
    case complement
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .number("beta2", \Self.beta2, in: 0...1, "how slowly the mean of differences forgets"),
    .number("beta3", \Self.beta3, in: 0...1, "how slowly the mean of squares forgets"),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .choice("differenceWeight", \Self.differenceWeight, "the weight w of the differences"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adan", name: "Adan", family: .adam, prototype: Adan(),
      formula: [
        "m ← EMA(g; β₁)", "d ← EMA(g − g₋₁; β₂)", "n ← EMA((g + w(g − g₋₁))²; β₃)",
        "θ ← θ − α (m̂ + w d̂) / (√n̂ + ε)",
      ],
      source: "Xie et al., arXiv 2208.06677 (2022)")
  ]

  public enum Slot: Int, SlotName { case mean, difference, variance, previousGradient }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power, beta3Power }

  public struct Coefficients: Sendable {
    let isFirst: Bool
    let freshMean, freshDifference, beta3, freshSquare, weight, meanRate, differenceRate: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    scalars[.beta3Power].multiply(by: beta3)
    let (meanRate, deviation) = BiasCorrection.beforeEpsilon.scales(
      rate, meanBias: 1 - scalars[.beta1Power].value,
      varianceBias: 1 - scalars[.beta3Power].value, epsilon: epsilon, epsilonRoot: epsilonRoot)
    let weight = differenceWeight == .beta2 ? beta2 : 1 - beta2
    return .init(
      isFirst: step == 1, freshMean: 1 - beta1, freshDifference: 1 - beta2, beta3: beta3,
      freshSquare: 1 - beta3, weight: weight, meanRate: meanRate,
      differenceRate: rate * weight / (1 - scalars[.beta2Power].value), deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let difference = c.isFirst ? 0 : gradient - slots[.previousGradient]
    let ahead = Number(c.weight) * difference + gradient
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.difference] += Number(c.freshDifference) * (difference - slots[.difference])
    slots[.variance] =
      slots[.variance] * Number(c.beta3) + Number(c.freshSquare) * ahead * ahead
    slots[.previousGradient] = gradient
    let deviation = c.deviation(slots[.variance])
    parameter -= Number(c.meanRate) * slots[.mean] / deviation
    parameter -= Number(c.differenceRate) * slots[.difference] / deviation
  }
}
