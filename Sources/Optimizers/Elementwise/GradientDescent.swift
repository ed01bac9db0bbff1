public import ReproducibleMath

/// Walks against the gradient.
///
///     θ ← θ − αg
///
/// A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847.
public struct GradientDescent: ElementwiseOptimizer {
  public var learningRate: Schedule = 0.001
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [.rate(Self.self), .decay(Self.self)]

  public static let entries = [
    OptimizerEntry(
      key: "sgd", name: "Gradient descent", family: .plain, prototype: GradientDescent(),
      formula: ["θ ← θ − αg"], source: "Cauchy, Comptes rendus 25 (1847)")
  ]

  public typealias Slot = NoSlot

  public func coefficients(
    step: Int, rate: Double, scalars: inout Slots<NoSlot, DoubleDouble>
  ) -> Double { rate }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<NoSlot, Number>,
    _ rate: Double
  ) {
    parameter -= Number(rate) * gradient
  }
}
