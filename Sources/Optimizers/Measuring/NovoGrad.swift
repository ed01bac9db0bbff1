public import ReproducibleMath

/// Divides each layer's gradient by a running norm of it, and then adds momentum.
///
///     v ← β₂v + (1 − β₂)‖g‖²     m ← β₁m + g / (√v + ε) + λθ     θ ← θ − αm
///
/// v starts from the first ‖g‖². B. Ginsburg et al., "Stochastic gradient methods with layer-wise
/// adaptive moments for training of deep networks", 2019.
public struct NovoGrad: MeasuringOptimizer {
  public var learningRate: Schedule = 0.001
  public var beta1 = 0.95
  public var beta2 = 0.98
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  /// λ, added after the gradient is normalised; `weightDecay` is the decay beside the rule.
  public var decay = 0.0
  public var averages = false
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .number("beta2", \Self.beta2, in: 0...1, "how slowly the norm forgets"),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .number("decay", \Self.decay, "λ: a decay that momentum smooths as well"),
    .flag("averages", \Self.averages, "takes a mean of gradients in place of a sum"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "novograd", name: "NovoGrad", family: .layerwise, prototype: NovoGrad(),
      formula: [
        "v ← β₂v + (1 − β₂)‖g‖²", "m ← β₁m + g / (√v + ε) + λθ", "θ ← θ − αm",
      ],
      source: "Ginsburg et al., arXiv 1905.11286 (2019)")
  ]

  public var outerDecay: WeightDecay { weightDecay }

  public enum Slot: Int, SlotName { case velocity }
  public enum Sum: Int, SlotName { case gradientSquare }
  public enum Scalar: Int, SlotName { case squareMean, deviation }

  public struct Coefficients: Sendable {
    let isFirst: Bool
    let rate, beta1, beta2, share, epsilon, epsilonRoot, decay: Double
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    .init(
      isFirst: step == 1, rate: rate, beta1: beta1, beta2: beta2,
      share: averages && step > 1 ? 1 - beta1 : 1, epsilon: epsilon, epsilonRoot: epsilonRoot,
      decay: decay)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    Slots(repeating: gradient * gradient)
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    let square = sums[.gradientSquare]
    scalars[.squareMean] =
      c.isFirst ? square : c.beta2 * scalars[.squareMean] + (1 - c.beta2) * square
    scalars[.deviation] = Double.root(scalars[.squareMean] + c.epsilonRoot) + c.epsilon
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    let push = gradient / scalars[.deviation] + Number(c.decay) * parameter
    slots[.velocity] = Number(c.beta1) * slots[.velocity] + Number(c.share) * push
    parameter -= Number(c.rate) * slots[.velocity]
  }
}
