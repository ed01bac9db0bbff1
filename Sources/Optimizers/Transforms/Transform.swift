public import ReproducibleMath

/// Something that happens to the gradient before a rule sees it, or to the step after the rule.
///
/// Written `adam(learningRate: 0.01) + clipNorm(1) + lookahead(5)`: the gradient passes through the
/// transforms in the order in which they are written, then the rule steps, then each may correct the
/// step in the same order. One file a transform, one line in the catalogue.
public protocol Transform: Configurable {
  static var entry: TransformEntry { get }

  /// What it remembers, one number a parameter and name.
  var slots: [String] { get }
  /// Whether its memory starts from the parameters instead of 0.
  var startsFromParameters: Bool { get }
  /// Whether it changes the step that the rule has taken.
  var corrects: Bool { get }

  /// Changes the gradient; false where there is to be no step yet.
  func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool

  /// Changes the parameters after the rule has moved them from `before`.
  func correct<Number: Real>(
    _ parameters: inout MutableSpan<Number>, from before: [Number], gradient: [Number],
    _ context: TransformContext, _ state: inout OptimizerState<Number>)

  // What a chain calls: a generic method called through `any Transform` would not be specialised.
  func changeDoubles(
    _ gradient: inout [Double], at parameters: Span<Double>, _ context: TransformContext,
    _ state: inout OptimizerState<Double>
  ) -> Bool
  func changeFloats(
    _ gradient: inout [Float], at parameters: Span<Float>, _ context: TransformContext,
    _ state: inout OptimizerState<Float>
  ) -> Bool
  func correctDoubles(
    _ parameters: inout MutableSpan<Double>, from before: [Double], gradient: [Double],
    _ context: TransformContext, _ state: inout OptimizerState<Double>)
  func correctFloats(
    _ parameters: inout MutableSpan<Float>, from before: [Float], gradient: [Float],
    _ context: TransformContext, _ state: inout OptimizerState<Float>)
}

/// What a transform may know of a step beside the numbers.
public struct TransformContext: Sendable {
  /// The row of its first slot.
  public let slot: Int
  /// The learning rate of this step.
  public let rate: Double

  /// Where the memory of a parameter lies in the state's slots.
  @inlinable public func index<Number: Real>(
    _ parameter: Int, of state: OptimizerState<Number>, slot offset: Int = 0
  ) -> Int { (slot + offset) * state.count + parameter }
}

extension Transform {
  public var slots: [String] { [] }
  public var startsFromParameters: Bool { false }
  public var corrects: Bool { false }

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool { true }

  public func correct<Number: Real>(
    _ parameters: inout MutableSpan<Number>, from before: [Number], gradient: [Number],
    _ context: TransformContext, _ state: inout OptimizerState<Number>
  ) {}

  public func changeDoubles(
    _ gradient: inout [Double], at parameters: Span<Double>, _ context: TransformContext,
    _ state: inout OptimizerState<Double>
  ) -> Bool { change(&gradient, at: parameters, context, &state) }

  public func changeFloats(
    _ gradient: inout [Float], at parameters: Span<Float>, _ context: TransformContext,
    _ state: inout OptimizerState<Float>
  ) -> Bool { change(&gradient, at: parameters, context, &state) }

  public func correctDoubles(
    _ parameters: inout MutableSpan<Double>, from before: [Double], gradient: [Double],
    _ context: TransformContext, _ state: inout OptimizerState<Double>
  ) { correct(&parameters, from: before, gradient: gradient, context, &state) }

  public func correctFloats(
    _ parameters: inout MutableSpan<Float>, from before: [Float], gradient: [Float],
    _ context: TransformContext, _ state: inout OptimizerState<Float>
  ) { correct(&parameters, from: before, gradient: gradient, context, &state) }
}
