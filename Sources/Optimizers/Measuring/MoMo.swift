public import ReproducibleMath

/// Momentum whose step is cut where a model of f, made of the losses and gradients met, would fall
/// below its least value.
///
///     m ← EMA(g; β)     f̄ ← EMA(f; β)     γ ← EMA(⟨g, θ⟩; β)
///     τ = min(α, ((1 + αλ)(f̄ − f* − γ) + ⟨m, θ⟩)₊ / ‖m‖²)     θ ← θ / (1 + αλ) − τm
///
/// The means start from the first loss and gradient.
/// F. Schaipp, R. Ohana, M. Eickenberg, A. Defazio and R. Gower, "MoMo: momentum models for adaptive
/// learning rates", ICML 2024.
public struct MoMo: MeasuringOptimizer {
  public var learningRate: Schedule = 1.0
  public var beta = 0.9
  public var leastValue = 0.0
  public var adaptsLeastValue = false
  /// λ, taken implicitly.
  public var decay = 0.0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("beta", \Self.beta, in: 0...1, "how slowly the means forget"),
    .number(
      "leastValue", \Self.leastValue, in: -.greatestFiniteMagnitude...(.greatestFiniteMagnitude),
      "f*: the value of the minimum, or a guess below it"),
    .flag("adaptsLeastValue", \Self.adaptsLeastValue, "raises f* as the model proves it higher"),
    .number("decay", \Self.decay, "λ: pulls the parameters towards zero"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "momo", name: "MoMo", family: .parameterFree, prototype: MoMo(),
      formula: [
        "m ← EMA(g), f̄ ← EMA(f), γ ← EMA(⟨g, θ⟩)",
        "τ = min(α, (f̄ − f* − γ + ⟨m, θ⟩)₊ / ‖m‖²)", "θ ← θ − τm",
      ],
      source: "Schaipp et al., ICML 2024")
  ]

  public var readsLoss: Bool { true }
  public var measuresModel: Bool { true }

  public enum Slot: Int, SlotName { case mean }
  public enum Sum: Int, SlotName { case meanSquare, gradientProduct, meanProduct }
  public enum Scalar: Int, SlotName { case lossMean, productMean, leastValue, rate }

  public struct Coefficients: Sendable {
    let rate, keep, inflation, leastValue: Double
    let adapts: Bool
  }

  public func initialScalars(norm: Double) -> Slots<Scalar, Double> {
    var scalars = Slots<Scalar, Double>(repeating: 0)
    scalars[.leastValue] = leastValue
    return scalars
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    .init(
      rate: rate, keep: step == 1 ? 0 : beta, inflation: 1 + rate * decay, leastValue: leastValue,
      adapts: adaptsLeastValue)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    slots[.mean] = Number(c.keep) * slots[.mean] + Number(1 - c.keep) * gradient
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.meanSquare] = slots[.mean] * slots[.mean]
    sums[.gradientProduct] = gradient * parameter
    sums[.meanProduct] = slots[.mean] * parameter
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    scalars[.lossMean] = c.keep * scalars[.lossMean] + (1 - c.keep) * group.loss
    scalars[.productMean] =
      c.keep * scalars[.productMean] + (1 - c.keep) * sums[.gradientProduct]
    let model = MomentumModel(
      loss: scalars[.lossMean], productMean: scalars[.productMean],
      product: sums[.meanProduct], square: sums[.meanSquare], inflation: c.inflation, bias: 1)
    var least = scalars[.leastValue]
    if c.adapts { least = model.lowered(least, floor: c.leastValue) }
    scalars[.rate] = model.rate(atMost: c.rate, least: least)
    if c.adapts {
      scalars[.leastValue] = model.raised(rate: scalars[.rate], floor: c.leastValue)
    }
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    parameter = parameter / Number(c.inflation) - scalars[.rate] * slots[.mean]
  }
}

/// The model of f that MoMo steps by: means of losses, of ⟨g, θ⟩ and of gradients.
struct MomentumModel {
  let loss, productMean, product, square: Double
  /// 1 + αλ.
  let inflation: Double
  /// 1 − βᵗ where the means start from zero.
  let bias: Double

  /// The longest step within `limit` on which the model stays above `least`.
  func rate(atMost limit: Double, least: Double) -> Double {
    guard !(square <= Double.ulpOfOne) else { return 0 }
    let gap = inflation * (loss - bias * least - productMean) + product
    let rate = max(gap, 0) / square
    return rate > limit ? limit : rate
  }

  /// A least value that was too high for the model, halved.
  func lowered(_ least: Double, floor: Double) -> Double {
    let cap = inflation * (loss - productMean) + product
    return cap < inflation * bias * least ? max(cap / (2 * bias * inflation), floor) : least
  }

  /// The value that the model promises after the step.
  func raised(rate: Double, floor: Double) -> Double {
    max((loss + product - productMean - 0.5 * rate * square) / bias, floor)
  }
}
