public import ReproducibleMath

/// A rule whose step depends on norms and products over a whole group of parameters.
///
/// A group is a lane of a batch, or a tensor of a model, or the whole model. A step has three parts:
/// `measure` says what one parameter adds to the sums of its group, `settle` turns the sums into
/// the group's numbers, `step` moves one parameter with them. The loops are written here once.
public protocol MeasuringOptimizer: UpdatingOptimizer {
  /// The numbers remembered a parameter.
  associatedtype Slot: SlotName = NoSlot
  /// What is summed over a group.
  associatedtype Sum: SlotName
  /// The numbers remembered a group: a trust ratio, a distance, a running loss.
  associatedtype Scalar: SlotName
  /// What is the same for all groups of a step.
  associatedtype Coefficients: Sendable

  /// The decay that is applied before the rule; a rule that has its own way answers `.none`.
  var outerDecay: WeightDecay { get }
  /// Whether all tensors of a model make one group.
  var measuresModel: Bool { get }

  func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number>
  /// The group's numbers at the start, where its parameters have this norm.
  func initialScalars(norm: Double) -> Slots<Scalar, Double>

  /// Computes what a step needs once; `step` counts from 1, `rate` is this step's learning rate.
  func coefficients(step: Int, rate: Double) -> Coefficients

  /// What this parameter adds to the sums; may bring its memory up to date on the way.
  static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ coefficients: Coefficients
  ) -> Slots<Sum, Number>

  static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ coefficients: Coefficients)

  static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ coefficients: Coefficients)
}

/// What a rule may know of a group beside its sums.
public struct MeasuredGroup: Sendable, Hashable {
  /// How many parameters it has.
  public var count: Int
  /// Whether it is one vector, not a matrix: some libraries treat biases otherwise.
  public var isVector: Bool
  /// f where the gradient was taken; NaN where nobody said.
  public var loss: Double
}

extension MeasuringOptimizer {
  public var outerDecay: WeightDecay { .none }
  public var measuresModel: Bool { false }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    Slots(repeating: 0)
  }

  public func initialScalars(norm: Double) -> Slots<Scalar, Double> { Slots(repeating: 0) }

  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> { initialState(layout, parameters) }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> { initialState(layout, parameters) }

  public func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, losses: Span<Double>,
    state: inout OptimizerState<Double>
  ) { sweep(&parameters, gradient, losses, &state) }

  public func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>, losses: Span<Float>,
    state: inout OptimizerState<Float>
  ) { sweep(&parameters, gradient, losses, &state) }

  public func probe(
    _ parameters: Span<Double>, state: OptimizerState<Double>,
    into point: inout MutableSpan<Double>
  ) { for index in parameters.indices { point[index] = parameters[index] } }

  public func probe(
    _ parameters: Span<Float>, state: OptimizerState<Float>, into point: inout MutableSpan<Float>
  ) { for index in parameters.indices { point[index] = parameters[index] } }
}
