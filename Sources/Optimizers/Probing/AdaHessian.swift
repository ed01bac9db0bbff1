public import ReproducibleMath

/// Adam whose denominator is the curvature instead of the gradient.
///
///     h ← diag(H), guessed from products with random vectors
///     m ← β₁m + (1 − β₁)g     v ← β₂v + (1 − β₂)h²     θ ← θ − α m̂ / (√v̂^k + ε)
///
/// Z. Yao et al., "ADAHESSIAN: an adaptive second order optimizer for machine learning", AAAI 2021.
public struct AdaHessian: ProbingOptimizer {
  public var learningRate: Schedule = 0.1
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-16
  public var power = 1.0
  public var period = 1
  public var samples = 1
  public var distribution = Distribution.signs
  public var seed = 0
  public var weightDecay = WeightDecay.none

  public init() {}

  /// What the random vectors are made of.
  public enum Distribution: String, CaseIterable, Sendable { case signs, gaussian }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("beta1", \Self.beta1, in: 0...1, "how slowly the mean of gradients forgets"),
    .number("beta2", \Self.beta2, in: 0...1, "how slowly the mean of squared curvature forgets"),
    .number("epsilon", \Self.epsilon, "keeps the division finite"),
    .number("power", \Self.power, in: 0...1, "k: 1 is Newton-like, 0 is momentum"),
    .whole("period", \Self.period, in: 1...Int.max, "steps between two looks at the curvature"),
    .whole("samples", \Self.samples, in: 1...Int.max, "random vectors a look"),
    .choice("distribution", \Self.distribution, "what the random vectors are made of"),
    .whole("seed", \Self.seed, "which random vectors"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adahessian", name: "AdaHessian", family: .secondOrder, prototype: AdaHessian(),
      formula: [
        "h = z ⊙ Hz, z random signs", "m ← β₁m + (1 − β₁)g", "v ← β₂v + (1 − β₂)h²",
        "θ ← θ − α m̂ / (√v̂ + ε)",
      ],
      source: "Yao et al., AAAI 2021")
  ]

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var state = OptimizerState<Number>(
      layout: layout, slots: ["mean", "curvatureSquare"], scalars: ["beta1Power", "beta2Power"])
    state.scalars = [.init(1), .init(1)]
    return state
  }

  public func walk<Number: Real>(
    _ parameters: inout MutableSpan<Number>, on objective: inout any Objective<Number>,
    state: inout OptimizerState<Number>
  ) {
    let point = Array(copying: parameters.span)
    let rate = learningRate.rate(at: state.step)
    var here = KnownGradient.look(point, on: &objective, state)
    let isDue = state.step.isMultiple(of: period)
    let diagonal =
      isDue
      ? Hutchinson(seed: seed, samples: samples, signs: distribution == .signs)
        .diagonal(at: point, step: state.step, on: &objective) : []
    state.step += 1
    weightDecay.apply(to: &parameters, gradient: &here.gradient, rate: rate)
    for index in state.scalars.indices { state.scalars[index].multiply(by: [beta1, beta2][index]) }
    let meanRate = Number(rate / (1 - state.scalars[0].value))
    let bias = Number(1 - state.scalars[1].value)
    let count = point.count
    for index in 0..<count {
      state.slots[index] += Number(1 - beta1) * (here.gradient[index] - state.slots[index])
      if isDue {
        state.slots[count + index] =
          state.slots[count + index] * Number(beta2)
          + Number(1 - beta2) * diagonal[index] * diagonal[index]
      }
      let square = state.slots[count + index] / bias
      let size = power == 1 ? Number.root(square) : Number.power(square, Number(power / 2))
      parameters[index] -= meanRate * state.slots[index] / (size + Number(epsilon))
    }
    weightDecay.finish(&parameters, rate: rate)
  }
}
