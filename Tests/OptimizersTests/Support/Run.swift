import Optimizers
import ReproducibleMath

/// An optimizer on its way: the point, the state and the objective.
struct Run {
  let optimizer: any Optimizer
  var objective: any Objective<Double>
  var state: OptimizerState<Double>
  var point: [Double]

  init(_ optimizer: any Optimizer, on objective: any Objective<Double>, from start: [Double]) {
    self.init(
      optimizer, on: objective, from: start, layout: .point(dimension: start.count))
  }

  init(
    _ optimizer: any Optimizer, on objective: any Objective<Double>, from start: [Double],
    layout: Layout
  ) {
    self.optimizer = optimizer
    self.objective = objective
    point = start
    state = optimizer.makeState(for: layout, at: start.span)
  }

  /// Takes one step and returns the point it leads to.
  @discardableResult mutating func step() -> [Double] {
    var parameters = point
    var target = parameters.mutableSpan
    optimizer.advance(&target, on: &objective, state: &state)
    point = parameters
    return parameters
  }
}
