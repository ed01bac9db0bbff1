public import ReproducibleMath

/// A rule that treats every parameter alike, written as a function of one number.
///
/// One definition serves a point, a block of thousands of trajectories and a million weights: the
/// loop over a flat buffer is written here once, and vectorises.
public protocol ElementwiseOptimizer: UpdatingOptimizer {
  /// The numbers remembered a parameter.
  associatedtype Slot: SlotName
  /// The numbers remembered a run.
  associatedtype Scalar: SlotName = NoSlot
  /// What is the same for all parameters of a step.
  associatedtype Coefficients: Sendable

  var weightDecay: WeightDecay { get set }

  /// Steps a block of the parameters; once all of them have been, `finishStep` counts the step.
  func update(_ block: ParameterBlock<Double>)
  func update(_ block: ParameterBlock<Float>)
  func finishStep(_ state: inout OptimizerState<Double>)
  func finishStep(_ state: inout OptimizerState<Float>)

  func initialScalar(_ name: Scalar) -> Double
  func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number>

  /// Computes what a step needs once; `step` counts from 1, `rate` is this step's learning rate.
  func coefficients(
    step: Int, rate: Double, scalars: inout Slots<Scalar, DoubleDouble>
  ) -> Coefficients

  static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ coefficients: Coefficients)

  /// Where the next gradient is wanted; asked only of a rule that `looksAhead`.
  static func probe<Number: Real>(
    _ parameter: Number, _ slots: Slots<Slot, Number>, _ coefficients: Coefficients
  ) -> Number
}

extension ElementwiseOptimizer {
  /// Most scalars are running products.
  public func initialScalar(_ name: Scalar) -> Double { 1 }

  @inlinable public func initialSlots<Number: Real>(
    at parameter: Number
  ) -> Slots<Slot, Number> {
    Slots(repeating: 0)
  }

  public static func probe<Number: Real>(
    _ parameter: Number, _ slots: Slots<Slot, Number>, _ coefficients: Coefficients
  ) -> Number { parameter }

  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> { initialState(layout, parameters) }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> { initialState(layout, parameters) }

  public func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, losses: Span<Double>,
    state: inout OptimizerState<Double>
  ) { sweep(&parameters, gradient, &state) }

  public func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>, losses: Span<Float>,
    state: inout OptimizerState<Float>
  ) { sweep(&parameters, gradient, &state) }

  public func update(_ block: ParameterBlock<Double>) { sweep(block) }
  public func update(_ block: ParameterBlock<Float>) { sweep(block) }

  public func finishStep(_ state: inout OptimizerState<Double>) { countStep(&state) }
  public func finishStep(_ state: inout OptimizerState<Float>) { countStep(&state) }

  public func probe(
    _ parameters: Span<Double>, state: OptimizerState<Double>,
    into point: inout MutableSpan<Double>
  ) { look(parameters, state, &point) }

  public func probe(
    _ parameters: Span<Float>, state: OptimizerState<Float>, into point: inout MutableSpan<Float>
  ) { look(parameters, state, &point) }
}
