public import ReproducibleMath

/// Adam with the largest recent gradient in place of the root mean square.
///
///     m ← β₁m + (1 − β₁)g     u ← max(β₂u, |g| + ε)     θ ← θ − α m̂ / u
///
/// Keras adds ε to u in the division instead. D. Kingma and J. Ba, ICLR 2015, section 7.
public struct Adamax: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.002
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var epsilonInMaximum = true
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .number("beta2", \Self.beta2, in: 0...1, "how slowly the largest gradient fades"),
    .epsilon(\Self.epsilon),
    .flag("epsilonInMaximum", \Self.epsilonInMaximum, "ε inside the maximum, or in the division"),
    .decay(Self.self),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adamax", name: "Adamax", family: .adam, prototype: Adamax(),
      formula: ["m ← β₁m + (1 − β₁)g", "u ← max(β₂u, |g| + ε)", "θ ← θ − α m̂ / u"],
      source: "Kingma and Ba, ICLR 2015")
  ]

  public enum Slot: Int, SlotName { case mean, infinityNorm }
  public enum Scalar: Int, SlotName { case beta1Power }

  public struct Coefficients: Sendable {
    let beta2, freshMean, rate, innerEpsilon, outerEpsilon: Double
  }

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients {
    scalars[.beta1Power].multiply(by: beta1)
    return .init(
      beta2: beta2, freshMean: 1 - beta1, rate: rate / (1 - scalars[.beta1Power].value),
      innerEpsilon: epsilonInMaximum ? epsilon : 0, outerEpsilon: epsilonInMaximum ? 0 : epsilon)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ c: Coefficients
  ) {
    slots[.mean] += Number(c.freshMean) * (gradient - slots[.mean])
    slots[.infinityNorm] = max(
      slots[.infinityNorm] * Number(c.beta2), abs(gradient) + Number(c.innerEpsilon))
    parameter -=
      Number(c.rate) * slots[.mean] / (slots[.infinityNorm] + Number(c.outerEpsilon))
  }
}
