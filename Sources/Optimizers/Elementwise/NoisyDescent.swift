public import ReproducibleMath

/// Gradient descent with Gaussian noise whose variance falls: it leaves sharp minima and saddles.
///
///     θ ← θ − α(g + ξ),  ξ ~ N(0, η / tᵞ)
///
/// The noise is a pure function of the seed, the step and the parameter's place in its point or
/// model, so that every lane of a batch meets the noise that it would meet alone.
/// A. Neelakantan et al., "Adding gradient noise improves learning for very deep networks", 2015;
/// with η = 2 / α and γ = 0 it is Langevin dynamics, of M. Welling and Y. Teh, ICML 2011.
public struct NoisyDescent: UpdatingOptimizer {
  public var learningRate: Schedule = 0.001
  public var variance = 0.01
  public var annealing = 0.55
  public var seed = 0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("variance", \Self.variance, "η: the variance of the noise at the first step"),
    .number("annealing", \Self.annealing, "γ: how fast the noise falls"),
    .whole("seed", \Self.seed, "the key of the noise"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "noisy-sgd", name: "Noisy SGD", family: .plain, prototype: NoisyDescent(),
      formula: ["θ ← θ − α(g + ξ),  ξ ~ N(0, η / tᵞ)"],
      source: "Neelakantan et al., arXiv 1511.06807 (2015)")
  ]

  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> { OptimizerState(layout: layout, slots: []) }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> { OptimizerState(layout: layout, slots: []) }

  public func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, losses: Span<Double>,
    state: inout OptimizerState<Double>
  ) { shake(&parameters, gradient, &state) }

  public func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>, losses: Span<Float>,
    state: inout OptimizerState<Float>
  ) { shake(&parameters, gradient, &state) }

  public func probe(
    _ parameters: Span<Double>, state: OptimizerState<Double>,
    into point: inout MutableSpan<Double>
  ) { for index in parameters.indices { point[index] = parameters[index] } }

  public func probe(
    _ parameters: Span<Float>, state: OptimizerState<Float>, into point: inout MutableSpan<Float>
  ) { for index in parameters.indices { point[index] = parameters[index] } }

  private func shake<Number: Real>(
    _ parameters: inout MutableSpan<Number>, _ gradient: Span<Number>,
    _ state: inout OptimizerState<Number>
  ) {
    state.step += 1
    let rate = Number(learningRate.rate(at: state.step - 1))
    let deviation = Double.root(variance / BlockFunction.pow(Double(state.step), annealing))
    let lanes = if case .lanes(let lanes, _) = state.layout { lanes } else { 1 }
    for place in 0..<parameters.count / lanes {
      var noise = RandomStream(
        seed: UInt64(bitPattern: Int64(seed)), stream: UInt64(place),
        position: 2 * UInt64(state.step))
      let push = Number(deviation * noise.normal())
      for index in place * lanes..<(place + 1) * lanes {
        parameters[index] -= rate * (gradient[index] + push)
      }
    }
  }
}
