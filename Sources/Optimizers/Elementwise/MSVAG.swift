public import ReproducibleMath

/// Momentum that steps far where its mean is certain, and little where it may be noise.
///
///     m = EMA(g) / (1 − βᵗ)     v = EMA(g²) / (1 − βᵗ)     s = (v − m²) / (1 − ρ)
///     θ ← θ − α m² / (m² + ρs) · m
///
/// with ρ = (1 − β²ᵗ)(1 − β)² / ((1 − β²)(1 − βᵗ)²), at most 0.9999. Where both are zero it stays.
/// L. Balles and P. Hennig, "Dissecting Adam: the sign, magnitude and variance of stochastic
/// gradients", ICML 2018.
public struct MSVAG: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.01
  public var beta = 0.9
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("beta", \Self.beta, in: 0...1, "how slowly both means forget"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "msvag", name: "M-SVAG", family: .momentum, prototype: MSVAG(),
      formula: [
        "m = EMA(g) / (1 − βᵗ), v = EMA(g²) / (1 − βᵗ)", "s = (v − m²) / (1 − ρ)",
        "θ ← θ − α m² / (m² + ρs) · m",
      ],
      source: "Balles and Hennig, ICML 2018")
  ]

  public enum Slot: Int, SlotName { case mean, squareMean }
  public enum Scalar: Int, SlotName { case betaPower }

  public struct Coefficients: Sendable {
    let rate, beta, bias, rho: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.betaPower].multiply(by: beta)
    let power = scalars[.betaPower].value
    let (fresh, bias) = (1 - beta, 1 - power)
    let rho = (1 - power * power) * (fresh * fresh) / ((1 - beta * beta) * (bias * bias))
    return .init(rate: rate, beta: beta, bias: bias, rho: min(rho, 0.9999))
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    let fresh = Number(1 - c.beta)
    slots[.mean] += fresh * (gradient - slots[.mean])
    slots[.squareMean] = slots[.squareMean] * Number(c.beta) + fresh * gradient * gradient
    let mean = slots[.mean] / Number(c.bias)
    let square = mean * mean
    let noise = (slots[.squareMean] / Number(c.bias) - square) / Number(1 - c.rho)
    let total = noise * Number(c.rho) + square
    let certainty = max(min(square / total, 1), 0)
    parameter -= Number(c.rate) * (total == 0 ? 0 * mean : certainty * mean)
  }
}
