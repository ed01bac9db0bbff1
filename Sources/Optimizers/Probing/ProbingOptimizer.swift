public import ReproducibleMath

/// A rule that calls the objective itself: for values along a line, curvature, or a second gradient.
///
/// The whole buffer is one vector; a batch of trajectories is walked one by one. Every call of the
/// objective counts as an evaluation, and whoever wraps the objective can count them.
public protocol ProbingOptimizer: Optimizer {
  /// The memory before the first step.
  func start<Number: Real>(_ layout: Layout, at parameters: Span<Number>) -> OptimizerState<Number>

  /// Takes one step, in either precision.
  func walk<Number: Real>(
    _ parameters: inout MutableSpan<Number>, on objective: inout any Objective<Number>,
    state: inout OptimizerState<Number>)
}

extension ProbingOptimizer {
  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> { start(layout, at: parameters) }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> { start(layout, at: parameters) }

  public func advance(
    _ parameters: inout MutableSpan<Double>, on objective: inout any Objective<Double>,
    state: inout OptimizerState<Double>
  ) { walk(&parameters, on: &objective, state: &state) }

  public func advance(
    _ parameters: inout MutableSpan<Float>, on objective: inout any Objective<Float>,
    state: inout OptimizerState<Float>
  ) { walk(&parameters, on: &objective, state: &state) }
}
