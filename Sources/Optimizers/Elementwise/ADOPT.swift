public import ReproducibleMath

/// Divides each gradient by the variance of those before it, and clips what comes out.
///
///     u = clip(g / max(√v, ε), ±t^¼)     m ← β₁m + (1 − β₁)u     θ ← θ − αm
///     v ← β₂v + (1 − β₂)g²
///
/// The first gradient only fills v, so that the first step does not move.
/// S. Taniguchi et al., "ADOPT: modified Adam can converge with any β₂ with the optimal rate",
/// NeurIPS 2024.
public struct ADOPT: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.9999
  public var epsilon = 1e-6
  public var clipping = Clipping.finishedSteps
  public var nesterov = false
  public var weightDecay = WeightDecay.none

  public init() {}

  /// What the t of the clip counts.
  public enum Clipping: String, CaseIterable, Sendable {
    /// The finished steps, as in optax: 1 at the first step that moves.
    case finishedSteps
    /// The steps including this one, as in pytorch-optimizer: 2 at the first step that moves.
    case currentStep
    case none
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("epsilon", \Self.epsilon, "the least number that a gradient is divided by"),
    .choice("clipping", \Self.clipping, "which count the clip grows with"),
    .flag("nesterov", \Self.nesterov, "looks one step ahead with the mean"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adopt", name: "ADOPT", family: .adam, prototype: ADOPT(),
      formula: [
        "u = clip(g / max(√v, ε), ±t^¼)", "m ← β₁m + (1 − β₁)u", "θ ← θ − αm",
        "v ← β₂v + (1 − β₂)g²",
      ],
      source: "Taniguchi et al., NeurIPS 2024")
  ]

  public enum Slot: Int, SlotName { case mean, variance }

  public struct Coefficients: Sendable {
    let rate, freshMean, beta2, freshSquare, aheadMean, epsilon, clip: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Coefficients {
    let isFirst = step == 1
    let clip =
      switch clipping {
      case .finishedSteps: BlockFunction.pow(Double(step - 1), 0.25)
      case .currentStep: BlockFunction.pow(Double(step), 0.25)
      case .none: Double.infinity
      }
    return .init(
      rate: isFirst ? 0 : rate, freshMean: isFirst ? 0 : 1 - beta1, beta2: isFirst ? 0 : beta2,
      freshSquare: isFirst ? 1 : 1 - beta2, aheadMean: nesterov ? 1 - beta1 : 0, epsilon: epsilon,
      clip: clip)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let scaled = gradient / max(Number.root(slots[.variance]), Number(c.epsilon))
    let clipped = max(min(scaled, Number(c.clip)), -Number(c.clip))
    slots[.mean] += Number(c.freshMean) * (clipped - slots[.mean])
    let ahead = slots[.mean] + Number(c.aheadMean) * (clipped - slots[.mean])
    parameter -= Number(c.rate) * ahead
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
  }
}
