public import ReproducibleMath

/// Adam whose steps never grow again: it divides by the largest variance so far.
///
///     m, v as in Adam     v̄ ← max(v̄, v)     θ ← θ − α m̂ / (√v̄ / √(1 − β₂ᵗ) + ε)
///
/// A type of its own, so that Adam does not carry a third number a parameter.
/// S. Reddi, S. Kale and S. Kumar, "On the convergence of Adam and beyond", ICLR 2018.
public struct AMSGrad: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var correction = BiasCorrection.beforeEpsilon
  public var maximum = Maximum.raw
  public var weightDecay = WeightDecay.none

  public init() {}

  /// Which variance the maximum is taken of.
  public enum Maximum: String, CaseIterable, Sendable {
    /// The raw v, as in torch and Keras.
    case raw
    /// The corrected v̂, as in optax.
    case corrected
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .correction(\Self.correction),
    .choice("maximum", \Self.maximum, "whether the maximum is over v or over the corrected v̂"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "amsgrad", name: "AMSGrad", family: .adam, prototype: AMSGrad(),
      formula: [
        "m ← β₁m + (1 − β₁)g", "v ← β₂v + (1 − β₂)g²", "v̄ ← max(v̄, v)",
        "θ ← θ − α m̂ / (√v̄ / √(1 − β₂ᵗ) + ε)",
      ],
      source: "Reddi, Kale and Kumar, ICLR 2018")
  ]

  public enum Slot: Int, SlotName { case mean, variance, maximum }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSquare, rate, bias: Double
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let bias = 1 - scalars[.beta2Power].value
    var (scaledRate, deviation) = correction.scales(
      rate, meanBias: 1 - scalars[.beta1Power].value, varianceBias: bias, epsilon: epsilon,
      epsilonRoot: epsilonRoot)
    if maximum == .corrected {
      deviation = Deviation(root: 1, epsilon: epsilon, inner: epsilonRoot)
    }
    return .init(
      beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2, rate: scaledRate,
      bias: maximum == .raw ? 1 : bias, deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    slots[.maximum] = max(slots[.maximum], slots[.variance] / Number(c.bias))
    parameter -= Number(c.rate) * slots[.mean] / c.deviation(slots[.maximum])
  }
}
