public import ReproducibleMath

/// Steps by the gradient of the worst point nearby, and so looks for flat minima.
///
///     e = ρ g / (‖g‖ + ε), g = ∇f(θ)     θ ← the rule's step from θ by ∇f(θ + e)
///
/// The adaptive form measures nearness in the parameters' own sizes: e = ρ θ²g / ‖θg‖. Two gradients
/// a step. P. Foret et al., "Sharpness-aware minimization for efficiently improving generalization",
/// ICLR 2021; J. Kwon et al., "ASAM", ICML 2021.
public struct SharpnessAware: WrappingOptimizer {
  public var core: any UpdatingOptimizer
  public var neighbourhood = Neighbourhood()

  public init(_ core: any UpdatingOptimizer, _ neighbourhood: Neighbourhood = .init()) {
    (self.core, self.neighbourhood) = (core, neighbourhood)
  }

  /// Where the worst point is looked for.
  public struct Neighbourhood: Configurable, Hashable {
    public var radius = 0.05
    public var adaptive = false
    public var epsilon = 1e-12

    public init() {}

    public static let hyperparameters: [Hyperparameter] = [
      .number("radius", \Self.radius, "ρ: how far the worst point is"),
      .flag("adaptive", \Self.adaptive, "whether nearness is in the parameters' own sizes"),
      .number("epsilon", \Self.epsilon, "keeps the division finite"),
    ]
  }

  public static let entry = TransformEntry(
    key: "sam", prototype: Neighbourhood(),
    meaning: "steps by the gradient of the worst point nearby",
    formula: "θ ← the rule's step from θ by ∇f(θ + ρ g / ‖g‖)", source: "Foret et al., ICLR 2021")

  public var settings: [any Configurable] { [neighbourhood] }

  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> { core.makeState(for: layout, at: parameters) }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> { core.makeState(for: layout, at: parameters) }

  public func advance(
    _ parameters: inout MutableSpan<Double>, on objective: inout any Objective<Double>,
    state: inout OptimizerState<Double>
  ) {
    let (loss, gradient) = worstGradient(Array(copying: parameters.span), state, &objective)
    let losses = InlineArray<1, Double>(repeating: loss)
    core.update(&parameters, gradient: gradient.span, losses: losses.span, state: &state)
  }

  public func advance(
    _ parameters: inout MutableSpan<Float>, on objective: inout any Objective<Float>,
    state: inout OptimizerState<Float>
  ) {
    let (loss, gradient) = worstGradient(Array(copying: parameters.span), state, &objective)
    let losses = InlineArray<1, Float>(repeating: loss)
    core.update(&parameters, gradient: gradient.span, losses: losses.span, state: &state)
  }

  private func worstGradient<Number: Real>(
    _ point: [Number], _ state: OptimizerState<Number>, _ objective: inout any Objective<Number>
  ) -> (loss: Number, gradient: [Number]) {
    var gradient = [Number](repeating: 0, count: point.count)
    var target = gradient.mutableSpan
    _ = objective.gradient(at: point.span, into: &target)
    var worst = point
    for model in state.layout.models(count: point.count) {
      var sum: Number = 0
      for index in model {
        let slope = neighbourhood.adaptive ? abs(point[index]) * gradient[index] : gradient[index]
        sum += slope * slope
      }
      let scale = Number(neighbourhood.radius) / (.root(sum) + Number(neighbourhood.epsilon))
      for index in model {
        let weight = neighbourhood.adaptive ? point[index] * point[index] : 1
        worst[index] += weight * gradient[index] * scale
      }
    }
    var slope = gradient.mutableSpan
    let loss = objective.gradient(at: worst.span, into: &slope)
    return (loss, gradient)
  }
}
