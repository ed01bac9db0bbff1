public import Networks
public import Optimizers
public import ReproducibleMath

/// A precision to train in: names the optimizers' method for it.
public protocol TrainingNumber: NetworkNumber {
  static var precision: Precision { get }

  static func makeState(
    of optimizer: any Optimizer, for layout: Layout, at parameters: Span<Self>
  ) -> OptimizerState<Self>
  static func update(
    _ parameters: inout MutableSpan<Self>, by optimizer: any UpdatingOptimizer,
    gradient: Span<Self>, losses: Span<Self>, state: inout OptimizerState<Self>)
  static func update<Rule: ElementwiseOptimizer>(
    _ block: ParameterBlock<Self>, by optimizer: borrowing Rule)
  static func finishStep<Rule: ElementwiseOptimizer>(
    of optimizer: borrowing Rule, state: inout OptimizerState<Self>)
  static func probe(
    _ parameters: Span<Self>, by optimizer: any UpdatingOptimizer, state: OptimizerState<Self>,
    into point: inout MutableSpan<Self>)
  static func advance(
    _ parameters: inout MutableSpan<Self>, by optimizer: any Optimizer,
    on objective: inout any Objective<Self>, state: inout OptimizerState<Self>)
}

/// How many bits a number has.
public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
  case single, double
}

extension Double: TrainingNumber {
  public static var precision: Precision { .double }

  public static func makeState(
    of optimizer: any Optimizer, for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> { optimizer.makeState(for: layout, at: parameters) }

  public static func update(
    _ parameters: inout MutableSpan<Double>, by optimizer: any UpdatingOptimizer,
    gradient: Span<Double>, losses: Span<Double>, state: inout OptimizerState<Double>
  ) { optimizer.update(&parameters, gradient: gradient, losses: losses, state: &state) }

  public static func update<Rule: ElementwiseOptimizer>(
    _ block: ParameterBlock<Double>, by optimizer: borrowing Rule
  ) { optimizer.update(block) }

  public static func finishStep<Rule: ElementwiseOptimizer>(
    of optimizer: borrowing Rule, state: inout OptimizerState<Double>
  ) { optimizer.finishStep(&state) }

  public static func probe(
    _ parameters: Span<Double>, by optimizer: any UpdatingOptimizer,
    state: OptimizerState<Double>, into point: inout MutableSpan<Double>
  ) { optimizer.probe(parameters, state: state, into: &point) }

  public static func advance(
    _ parameters: inout MutableSpan<Double>, by optimizer: any Optimizer,
    on objective: inout any Objective<Double>, state: inout OptimizerState<Double>
  ) { optimizer.advance(&parameters, on: &objective, state: &state) }
}

extension Float: TrainingNumber {
  public static var precision: Precision { .single }

  public static func makeState(
    of optimizer: any Optimizer, for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> { optimizer.makeState(for: layout, at: parameters) }

  public static func update(
    _ parameters: inout MutableSpan<Float>, by optimizer: any UpdatingOptimizer,
    gradient: Span<Float>, losses: Span<Float>, state: inout OptimizerState<Float>
  ) { optimizer.update(&parameters, gradient: gradient, losses: losses, state: &state) }

  public static func update<Rule: ElementwiseOptimizer>(
    _ block: ParameterBlock<Float>, by optimizer: borrowing Rule
  ) { optimizer.update(block) }

  public static func finishStep<Rule: ElementwiseOptimizer>(
    of optimizer: borrowing Rule, state: inout OptimizerState<Float>
  ) { optimizer.finishStep(&state) }

  public static func probe(
    _ parameters: Span<Float>, by optimizer: any UpdatingOptimizer,
    state: OptimizerState<Float>, into point: inout MutableSpan<Float>
  ) { optimizer.probe(parameters, state: state, into: &point) }

  public static func advance(
    _ parameters: inout MutableSpan<Float>, by optimizer: any Optimizer,
    on objective: inout any Objective<Float>, state: inout OptimizerState<Float>
  ) { optimizer.advance(&parameters, on: &objective, state: &state) }
}
