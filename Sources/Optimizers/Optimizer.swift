public import ReproducibleMath

/// An update rule with its hyperparameters: an immutable value, whose memory is a separate value.
///
/// The two precisions are two requirements, because a generic requirement called through
/// `any Optimizer` is never specialised and runs a hundred times slower.
public protocol Optimizer: Configurable {
  /// The names under which the catalogue knows this rule, each with its own values.
  static var entries: [OptimizerEntry] { get }

  var learningRate: Schedule { get set }

  func makeState(for layout: Layout, at parameters: Span<Double>) -> OptimizerState<Double>
  func makeState(for layout: Layout, at parameters: Span<Float>) -> OptimizerState<Float>

  /// Takes one step, calling the objective as often as the rule needs.
  func advance(
    _ parameters: inout MutableSpan<Double>, on objective: inout any Objective<Double>,
    state: inout OptimizerState<Double>)
  func advance(
    _ parameters: inout MutableSpan<Float>, on objective: inout any Objective<Float>,
    state: inout OptimizerState<Float>)
}

/// A rule that needs one gradient a step, so that whoever has the gradient can take the step.
///
/// What no gradient should be has the same outcome in every rule. Zero leaves the point where it is,
/// unless the rule decays, adds noise or remembers. NaN makes its parameter NaN, for good; nothing is
/// hidden. An infinite gradient does as infinity does in the rule's formula: a sign or a clip stops
/// it, a mean keeps it. The least numbers do no harm. No lane of a batch ever feels another.
public protocol UpdatingOptimizer: Optimizer {
  /// Whether the gradient is wanted at `probe`, not at the parameters.
  var looksAhead: Bool { get }
  /// Whether the rule needs f as well as its gradient, as Polyak's step does.
  var readsLoss: Bool { get }

  /// Writes the point at which the gradient is wanted next.
  func probe(
    _ parameters: Span<Double>, state: OptimizerState<Double>,
    into point: inout MutableSpan<Double>)
  func probe(
    _ parameters: Span<Float>, state: OptimizerState<Float>, into point: inout MutableSpan<Float>)

  /// Takes one step; `losses` holds f where the gradient was taken, one number a lane of the
  /// layout or one for a model, and may be empty for a rule that does not read it.
  func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, losses: Span<Double>,
    state: inout OptimizerState<Double>)
  func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>, losses: Span<Float>,
    state: inout OptimizerState<Float>)
}

extension UpdatingOptimizer {
  public var looksAhead: Bool { false }
  public var readsLoss: Bool { false }

  /// Takes one step of a rule that does not read the loss.
  public func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>,
    state: inout OptimizerState<Double>
  ) { update(&parameters, gradient: gradient, losses: Span(), state: &state) }

  /// Takes one step of a rule that does not read the loss.
  public func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>,
    state: inout OptimizerState<Float>
  ) { update(&parameters, gradient: gradient, losses: Span(), state: &state) }

  public func advance(
    _ parameters: inout MutableSpan<Double>, on objective: inout any Objective<Double>,
    state: inout OptimizerState<Double>
  ) {
    var gradient = [Double](repeating: 0, count: parameters.count)
    var slope = gradient.mutableSpan
    let loss: Double
    if looksAhead {
      var point = [Double](repeating: 0, count: parameters.count)
      var target = point.mutableSpan
      probe(parameters.span, state: state, into: &target)
      loss = objective.gradient(at: target.span, into: &slope)
    } else {
      loss = objective.gradient(at: parameters.span, into: &slope)
    }
    let losses = InlineArray<1, Double>(repeating: loss)
    update(&parameters, gradient: slope.span, losses: losses.span, state: &state)
  }

  public func advance(
    _ parameters: inout MutableSpan<Float>, on objective: inout any Objective<Float>,
    state: inout OptimizerState<Float>
  ) {
    var gradient = [Float](repeating: 0, count: parameters.count)
    var slope = gradient.mutableSpan
    let loss: Float
    if looksAhead {
      var point = [Float](repeating: 0, count: parameters.count)
      var target = point.mutableSpan
      probe(parameters.span, state: state, into: &target)
      loss = objective.gradient(at: target.span, into: &slope)
    } else {
      loss = objective.gradient(at: parameters.span, into: &slope)
    }
    let losses = InlineArray<1, Float>(repeating: loss)
    update(&parameters, gradient: slope.span, losses: losses.span, state: &state)
  }
}
