public import ReproducibleMath

/// A mean of gradients over a mean of curvature, with every step clipped.
///
///     every `period` steps: h ← β₂h + (1 − β₂) diag(H), guessed from products with random vectors
///     m ← β₁m + (1 − β₁)g     θ ← θ − α clip(m / max(γh, ε), ±clip)
///
/// optax divides by the curvature of the steps before and corrects the bias of m; pytorch-optimizer
/// does neither, has no γ, and clips at 0.01. H. Liu et al., "Sophia: a scalable stochastic
/// second-order optimizer for language model pre-training", ICLR 2024.
public struct Sophia: ProbingOptimizer {
  public var learningRate: Schedule = 0.06
  public var beta1 = 0.96
  public var beta2 = 0.99
  public var epsilon = 1e-12
  public var scale = 0.01
  public var clip = 1.0
  public var period = 10
  public var samples = 1
  public var distribution = AdaHessian.Distribution.signs
  public var seed = 0
  public var correction = BiasCorrection.none
  public var curvature = Curvature.fresh
  public var weightDecay = WeightDecay.none

  public init() {}

  /// Whether a look at the curvature counts for the step on which it happens.
  public enum Curvature: String, CaseIterable, Sendable { case fresh, delayed }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("beta1", \Self.beta1, in: 0...1, "how slowly the mean of gradients forgets"),
    .number("beta2", \Self.beta2, in: 0...1, "how slowly the mean of curvature forgets"),
    .number("epsilon", \Self.epsilon, "the smallest curvature that is divided by"),
    .number("scale", \Self.scale, "γ: what the curvature is multiplied by"),
    .number("clip", \Self.clip, in: 0...(.infinity), "the largest change of a parameter, over α"),
    .whole("period", \Self.period, in: 1...Int.max, "steps between two looks at the curvature"),
    .whole("samples", \Self.samples, in: 1...Int.max, "random vectors a look"),
    .choice("distribution", \Self.distribution, "what the random vectors are made of"),
    .whole("seed", \Self.seed, "which random vectors"),
    .choice("correction", \Self.correction, "whether the bias of the young mean is corrected"),
    .choice("curvature", \Self.curvature, "whether a new look counts at once"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "sophia", name: "Sophia-H", family: .secondOrder, prototype: Sophia(),
      formula: [
        "h ← β₂h + (1 − β₂) z ⊙ Hz, every `period` steps", "m ← β₁m + (1 − β₁)g",
        "θ ← θ − α clip(m / max(γh, ε), ±clip)",
      ],
      source: "Liu et al., ICLR 2024")
  ]

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var state = OptimizerState<Number>(
      layout: layout, slots: ["mean", "curvature"], scalars: ["beta1Power"])
    state.scalars = [.init(1)]
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
    if isDue, curvature == .fresh { learn(diagonal, &state) }
    state.scalars[0].multiply(by: beta1)
    let bias = Number(correction == .none ? 1 : 1 - state.scalars[0].value)
    let count = point.count
    for index in 0..<count {
      state.slots[index] += Number(1 - beta1) * (here.gradient[index] - state.slots[index])
      let bend = max(Number(scale) * state.slots[count + index], Number(epsilon))
      let change = state.slots[index] / bias / bend
      parameters[index] -= Number(rate) * max(min(change, Number(clip)), -Number(clip))
    }
    weightDecay.finish(&parameters, rate: rate)
    if isDue, curvature == .delayed { learn(diagonal, &state) }
  }

  private func learn<Number: Real>(_ diagonal: [Number], _ state: inout OptimizerState<Number>) {
    for index in diagonal.indices {
      let slot = diagonal.count + index
      state.slots[slot] += Number(1 - beta2) * (diagonal[index] - state.slots[slot])
    }
  }
}
