public import ReproducibleMath

/// Adam whose rate is cut where a model of f would fall below its least value.
///
///     m, v, f̄, γ as in MoMo and Adam, from zero     D = ε + √v̂
///     τ = min(α / (1 − β₁ᵗ), ((1 + αλ)(f̄ − (1 − β₁ᵗ)f* − γ) + ⟨m, θ⟩)₊ / ⟨m, D⁻¹m⟩)
///     θ ← θ / (1 + αλ) − τD⁻¹m
///
/// F. Schaipp, R. Ohana, M. Eickenberg, A. Defazio and R. Gower, "MoMo: momentum models for adaptive
/// learning rates", ICML 2024.
public struct MoMoAdam: MeasuringOptimizer {
  public var learningRate: Schedule = 0.01
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var leastValue = 0.0
  public var adaptsLeastValue = false
  /// λ, taken implicitly.
  public var decay = 0.0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .epsilon(\Self.epsilon),
    .number(
      "leastValue", \Self.leastValue, in: -.greatestFiniteMagnitude...(.greatestFiniteMagnitude),
      "f*: the value of the minimum, or a guess below it"),
    .flag("adaptsLeastValue", \Self.adaptsLeastValue, "raises f* as the model proves it higher"),
    .number("decay", \Self.decay, "λ: pulls the parameters towards zero"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "momo-adam", name: "MoMo-Adam", family: .parameterFree, prototype: MoMoAdam(),
      formula: [
        "m, v as in Adam, f̄ ← EMA(f), γ ← EMA(⟨g, θ⟩), D = ε + √v̂",
        "τ = min(α̂, (f̄ − f* − γ + ⟨m, θ⟩)₊ / ⟨m, D⁻¹m⟩)", "θ ← θ − τD⁻¹m",
      ],
      source: "Schaipp et al., ICML 2024")
  ]

  public var readsLoss: Bool { true }
  public var measuresModel: Bool { true }

  public enum Slot: Int, SlotName { case mean, variance }
  public enum Sum: Int, SlotName { case scaledSquare, gradientProduct, meanProduct }
  public enum Scalar: Int, SlotName { case lossMean, productMean, leastValue, rate }

  public struct Coefficients: Sendable {
    let rate, bias, beta1, beta2, inflation, leastValue: Double
    let adapts: Bool
    let deviation: Deviation
  }

  public func initialScalars(norm: Double) -> Slots<Scalar, Double> {
    var scalars = Slots<Scalar, Double>(repeating: 0)
    scalars[.leastValue] = leastValue
    return scalars
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    let (_, deviation) = BiasCorrection.beforeEpsilon.scales(
      1, meanBias: 1, varianceBias: 1 - DoubleDouble.power(beta2, step), epsilon: epsilon)
    return .init(
      rate: rate, bias: 1 - DoubleDouble.power(beta1, step), beta1: beta1, beta2: beta2,
      inflation: 1 + rate * decay, leastValue: leastValue, adapts: adaptsLeastValue,
      deviation: deviation)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    slots[.mean] = Number(c.beta1) * slots[.mean] + Number(1 - c.beta1) * gradient
    slots[.variance] =
      Number(c.beta2) * slots[.variance] + Number(1 - c.beta2) * gradient * gradient
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.scaledSquare] = slots[.mean] * (slots[.mean] / c.deviation(slots[.variance]))
    sums[.gradientProduct] = gradient * parameter
    sums[.meanProduct] = slots[.mean] * parameter
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    scalars[.lossMean] = c.beta1 * scalars[.lossMean] + (1 - c.beta1) * group.loss
    scalars[.productMean] =
      c.beta1 * scalars[.productMean] + (1 - c.beta1) * sums[.gradientProduct]
    let model = MomentumModel(
      loss: scalars[.lossMean], productMean: scalars[.productMean],
      product: sums[.meanProduct], square: sums[.scaledSquare], inflation: c.inflation,
      bias: c.bias)
    var least = scalars[.leastValue]
    if c.adapts { least = model.lowered(least, floor: c.leastValue) }
    scalars[.rate] = model.rate(atMost: c.rate / c.bias, least: least)
    if c.adapts {
      scalars[.leastValue] = model.raised(rate: scalars[.rate], floor: c.leastValue)
    }
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    let move = scalars[.rate] * slots[.mean] / c.deviation(slots[.variance])
    parameter = parameter / Number(c.inflation) - move
  }
}
