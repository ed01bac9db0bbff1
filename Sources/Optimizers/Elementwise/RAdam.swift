public import ReproducibleMath

/// Adam that trusts its variance only once enough gradients have been seen.
///
///     ρ∞ = 2 / (1 − β₂) − 1     ρₜ = ρ∞ − 2tβ₂ᵗ / (1 − β₂ᵗ)
///     ρₜ > 5:  θ ← θ − α rₜ m̂ / (√v̂ + ε),  rₜ² = (ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ)
///     before:  θ ← θ − α m̂
///
/// The first steps are not scaled by the gradient's size: a rate that suits Adam can explode them.
/// L. Liu et al., "On the variance of the adaptive learning rate and beyond", ICLR 2020.
public struct RAdam: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var correction = BiasCorrection.afterEpsilon
  public var threshold = 5.0
  public var beginning = Beginning.momentum
  public var nesterov = false
  public var weightDecay = WeightDecay.none

  public init() {}

  /// What the steps do whose variance is not to be trusted.
  public enum Beginning: String, CaseIterable, Sendable {
    /// They follow the mean, as in the paper, torch and optax.
    case momentum
    /// They stay where they are, as in pytorch-optimizer.
    case still
    /// They follow the mean uphill, as in pytorch-optimizer's Ranger.
    case uphill
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .correction(\Self.correction),
    .number("threshold", \Self.threshold, "the ρₜ from which the variance is trusted"),
    .choice("beginning", \Self.beginning, "what the first steps do"),
    .flag("nesterov", \Self.nesterov, "looks one step ahead with the mean"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "radam", name: "RAdam", family: .adam, prototype: RAdam(),
      formula: [
        "m, v as in Adam", "ρₜ > 5: θ ← θ − α rₜ m̂ / (√v̂ + ε)", "before: θ ← θ − α m̂",
      ],
      source: "Liu et al., ICLR 2020"),
    OptimizerEntry(
      key: "ranger", name: "Ranger", family: .adam,
      prototype: Chain(
        RAdam().with {
          $0.beta1 = 0.95
          $0.epsilon = 1e-5
        }, [Centralization(), Lookahead().with { $0.period = 6 }]),
      formula: ["RAdam by the centralized gradient", "every k steps: φ ← φ + a(θ − φ), θ ← φ"],
      source: "Wright and Demeure, arXiv 2106.13731 (2021)"),
  ]

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSquare, meanRate, gradientRate: Double
    let isTrusted: Bool
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let (power1, power2) = (scalars[.beta1Power].value, scalars[.beta2Power].value)
    let longest = 2 / (1 - beta2) - 1
    let length = longest - 2 * Double(step) * power2 / (1 - power2)
    let isTrusted = length > threshold
    let (trustedRate, deviation) = correction.scales(
      rate, meanBias: 1, varianceBias: 1 - power2, epsilon: epsilon, epsilonRoot: epsilonRoot)
    let rectification = Double.root(
      (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
    let young =
      switch beginning {
      case .momentum: rate
      case .still: 0.0
      case .uphill: -rate
      }
    let scale = isTrusted ? trustedRate * rectification : young
    let ahead = nesterov ? beta1 / (1 - power1 * beta1) : 1 / (1 - power1)
    return .init(
      beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2, meanRate: scale * ahead,
      gradientRate: nesterov ? scale * (1 - beta1) / (1 - power1) : 0, isTrusted: isTrusted,
      deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let direction = Number(c.meanRate) * slots[.mean] + Number(c.gradientRate) * gradient
    parameter -= c.isTrusted ? direction / c.deviation(slots[.variance]) : direction
  }
}
