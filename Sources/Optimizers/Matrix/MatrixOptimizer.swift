public import ReproducibleMath

/// A rule that sees each tensor of the layout as a matrix.
///
/// A tensor of one row, and a lane of a batch, is a vector; each rule says what it does with those.
/// The rows and columns are those of the layout: where a library stores a layer's weights the other
/// way round, a rule that tells rows from columns differs with it.
public protocol MatrixOptimizer: UpdatingOptimizer {
  /// The memory before the first step.
  func start<Number: Real>(_ layout: Layout, at parameters: Span<Number>) -> OptimizerState<Number>

  /// Takes one step, in either precision.
  func turn<Number: Real>(
    _ parameters: inout MutableSpan<Number>, gradient: Span<Number>,
    state: inout OptimizerState<Number>)
}

extension MatrixOptimizer {
  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> { start(layout, at: parameters) }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> { start(layout, at: parameters) }

  public func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, losses: Span<Double>,
    state: inout OptimizerState<Double>
  ) { turn(&parameters, gradient: gradient, state: &state) }

  public func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>, losses: Span<Float>,
    state: inout OptimizerState<Float>
  ) { turn(&parameters, gradient: gradient, state: &state) }

  public func probe(
    _ parameters: Span<Double>, state: OptimizerState<Double>,
    into point: inout MutableSpan<Double>
  ) { for index in parameters.indices { point[index] = parameters[index] } }

  public func probe(
    _ parameters: Span<Float>, state: OptimizerState<Float>, into point: inout MutableSpan<Float>
  ) { for index in parameters.indices { point[index] = parameters[index] } }
}
