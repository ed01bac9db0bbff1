public import ReproducibleMath

/// Gives Adam's step for each layer a length in units of the layer's weights.
///
///     u = m̂ / (√v̂ + ε) + λθ     θ ← θ − α ‖θ‖ / ‖u‖ · u
///
/// The ratio is 1 where a norm is zero.
/// Y. You et al., "Large batch optimization for deep learning: training BERT in 76 minutes",
/// ICLR 2020.
public struct LAMB: MeasuringOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-6
  public var epsilonRoot = 0.0
  /// λ, inside the ratio as in the paper; `weightDecay` is the decay beside the rule.
  public var decay = 0.0
  public var correction = Correction.step
  public var largestNorm = Double.infinity
  public var ratioEpsilon = 0.0
  public var weightDecay = WeightDecay.none

  public init() {}

  /// What the bias of the young means is taken out of.
  public enum Correction: String, CaseIterable, Sendable {
    /// m and v, as in the paper.
    case step
    /// The rate alone, by 1 − β₁ᵗ, though the ratio has normalised the step already: the first
    /// steps of pytorch-optimizer are ten times as long.
    case rate
    case none
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .number("decay", \Self.decay, "λ: a decay that the ratio scales as well"),
    .choice("correction", \Self.correction, "what the bias of the young means is taken out of"),
    .number(
      "largestNorm", \Self.largestNorm, in: 0...(.infinity), "where the norm of weights is cut"),
    .number("ratioEpsilon", \Self.ratioEpsilon, "keeps the ratio finite"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "lamb", name: "LAMB", family: .layerwise, prototype: LAMB(),
      formula: ["u = m̂ / (√v̂ + ε) + λθ", "θ ← θ − α ‖θ‖ / ‖u‖ · u"],
      source: "You et al., ICLR 2020")
  ]

  public var outerDecay: WeightDecay { weightDecay }

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Sum: Int, SlotName { case parameterSquare, stepSquare }
  public enum Scalar: Int, SlotName { case trustRatio }

  public struct Coefficients: Sendable {
    let beta1, beta2, freshMean, freshSquare, meanScale, rate, decay, largestNorm,
      ratioEpsilon: Double
    let deviation: Deviation
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    let bias1 = 1 - DoubleDouble.power(beta1, step)
    let bias2 = 1 - DoubleDouble.power(beta2, step)
    let biasCorrection = correction == .step ? BiasCorrection.beforeEpsilon : .none
    let (meanScale, deviation) = biasCorrection.scales(
      1, meanBias: bias1, varianceBias: bias2, epsilon: epsilon, epsilonRoot: epsilonRoot)
    return .init(
      beta1: beta1, beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2,
      meanScale: meanScale,
      rate: correction == .rate ? rate / bias1 : rate, decay: decay, largestNorm: largestNorm,
      ratioEpsilon: ratioEpsilon, deviation: deviation)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    slots[.mean] = Number(c.freshMean) * gradient + Number(c.beta1) * slots[.mean]
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let move = move(parameter, slots, c)
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.parameterSquare] = parameter * parameter
    sums[.stepSquare] = move * move
    return sums
  }

  @inline(__always)
  private static func move<Number: Real>(
    _ parameter: Number, _ slots: Slots<Slot, Number>, _ c: Coefficients
  ) -> Number {
    Number(c.meanScale) * slots[.mean] / c.deviation(slots[.variance])
      + Number(c.decay) * parameter
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    let size = min(Double.root(sums[.parameterSquare]), c.largestNorm)
    let length = Double.root(sums[.stepSquare])
    scalars[.trustRatio] = size == 0 || length == 0 ? 1 : size / (length + c.ratioEpsilon)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    parameter -= Number(c.rate) * scalars[.trustRatio] * move(parameter, slots, c)
  }
}
