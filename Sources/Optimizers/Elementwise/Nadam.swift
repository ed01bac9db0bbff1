public import ReproducibleMath

/// Adam whose mean looks one step ahead, as Nesterov's momentum does.
///
///     μₜ = β₁(1 − ½·0.96^(tψ))
///     θ ← θ − α [(1 − μₜ)g / (1 − Πμ) + μₜ₊₁m / (1 − Πμ·μₜ₊₁)] / (√v̂ + ε)
///
/// ψ = 0.004 is torch's, ψ = 1 is Keras', and ψ → ∞ is optax', whose μ is β₁ from the start.
/// T. Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016.
public struct Nadam: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.002
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var momentumDecay = 0.004
  /// The precision of Πμ: torch's rounding of it moves a path by up to 1e-5.
  public var productPrecision = ScalarPrecision.double
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .number(
      "momentumDecay", \Self.momentumDecay, in: 0...(.infinity),
      "ψ: how fast the momentum warms up to β₁"),
    .choice("productPrecision", \Self.productPrecision, "the precision in which Πμ is kept"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "nadam", name: "Nadam", family: .adam, prototype: Nadam(),
      formula: [
        "m, v as in Adam", "μₜ = β₁(1 − ½·0.96^(tψ))",
        "θ ← θ − α [(1 − μₜ)g / (1 − Πμ) + μₜ₊₁m / (1 − Πμ·μₜ₊₁)] / (√v̂ + ε)",
      ],
      source: "Dozat, ICLR workshop (2016)")
  ]

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Scalar: Int, SlotName { case momentumProduct, beta2Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, freshSquare, bias, gradientRate, meanRate, epsilon, epsilonRoot: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    let now = momentum(at: step)
    let next = momentum(at: step + 1)
    advance(&scalars[.momentumProduct], by: now)
    scalars[.beta2Power].multiply(by: beta2)
    let product = scalars[.momentumProduct].value
    return .init(
      beta2: beta2, freshMean: 1 - beta1, freshSquare: 1 - beta2,
      bias: 1 - scalars[.beta2Power].value, gradientRate: rate * (1 - now) / (1 - product),
      meanRate: rate * next / (1 - product * next), epsilon: epsilon, epsilonRoot: epsilonRoot)
  }

  private func advance(_ product: inout DoubleDouble, by momentum: Double) {
    switch productPrecision {
    case .double: product.multiply(by: momentum)
    case .single:
      product = DoubleDouble(productPrecision.product(product.value, momentum))
    }
  }

  private func momentum(at step: Int) -> Double {
    guard momentumDecay.isFinite else { return beta1 }
    return beta1 * (1 - 0.5 * BlockFunction.pow(0.96, Double(step) * momentumDecay))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.variance] =
      slots[.variance] * Number(c.beta2) + Number(c.freshSquare) * gradient * gradient
    let variance = slots[.variance] / Number(c.bias) + Number(c.epsilonRoot)
    let deviation = Number.root(variance) + Number(c.epsilon)
    parameter -= Number(c.gradientRate) * gradient / deviation
    parameter -= Number(c.meanRate) * slots[.mean] / deviation
  }
}
