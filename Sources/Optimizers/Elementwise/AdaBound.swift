public import ReproducibleMath

/// Adam whose step per gradient is kept between two bounds that close in on a final rate.
///
///     l = αf(1 − 1 / (γt + 1))     u = αf(1 + 1 / (γt))
///     θ ← θ − clip(α√(1 − β₂ᵗ) / (1 − β₁ᵗ) / (√v + ε), l, u) m
///
/// It begins as Adam and ends as gradient descent with momentum at αf.
/// L. Luo et al., "Adaptive gradient methods with dynamic bound of learning rate", ICLR 2019.
public struct AdaBound: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var finalRate = 0.1
  public var gamma = 1e-3
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  /// Divides by the largest variance so far, as AMSGrad does.
  public var maximum = false
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("finalRate", \Self.finalRate, "the rate of the gradient descent that it becomes"),
    .number("gamma", \Self.gamma, "how fast the bounds close in"),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .flag("maximum", \Self.maximum, "divides by the largest variance so far"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adabound", name: "AdaBound", family: .adam, prototype: AdaBound(),
      formula: [
        "m, v as in Adam", "l = αf(1 − 1 / (γt + 1)), u = αf(1 + 1 / (γt))",
        "θ ← θ − clip(α̂ / (√v + ε), l, u) m",
      ],
      source: "Luo, Xiong, Liu and Sun, ICLR 2019"),
    OptimizerEntry(
      key: "amsbound", name: "AMSBound", family: .adam,
      prototype: AdaBound().with { $0.maximum = true },
      formula: ["v̄ ← max(v̄, v)", "then AdaBound with v̄"],
      source: "Luo, Xiong, Liu and Sun, ICLR 2019"),
  ]

  public enum Slot: Int, SlotName { case mean, variance, maximum }
  public enum Scalar: Int, SlotName { case beta1Power, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSquare, rate, lower, upper: Double
    let usesMaximum: Bool
    let deviation: Deviation
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    scalars[.beta2Power].multiply(by: beta2)
    let (scaledRate, deviation) = BiasCorrection.afterEpsilon.scales(
      rate, meanBias: 1 - scalars[.beta1Power].value,
      varianceBias: 1 - scalars[.beta2Power].value, epsilon: epsilon, epsilonRoot: epsilonRoot)
    let base = learningRate.base
    let final = base > 0 ? finalRate * rate / base : 0
    let time = gamma * Double(step)
    return .init(
      beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2, rate: scaledRate,
      lower: final * (1 - 1 / (time + 1)), upper: final * (1 + 1 / time), usesMaximum: maximum,
      deviation: deviation)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    slots[.maximum] = max(slots[.maximum], slots[.variance])
    let variance = c.usesMaximum ? slots[.maximum] : slots[.variance]
    let rate = Number(c.rate) / c.deviation(variance)
    parameter -= max(min(rate, Number(c.upper)), Number(c.lower)) * slots[.mean]
  }
}
