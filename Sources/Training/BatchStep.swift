import Networks
import Optimizers
import ReproducibleMath

/// An optimizer, and the same as one that needs a single gradient, if it is: asking for that copies it.
struct Rule: Sendable {
  var optimizer: any Optimizer { didSet { updating = optimizer as? any UpdatingOptimizer } }
  private(set) var updating: (any UpdatingOptimizer)?

  init(_ optimizer: any Optimizer) {
    self.optimizer = optimizer
    updating = optimizer as? any UpdatingOptimizer
  }
}

/// One update of the parameters on the batch that an objective holds.
struct BatchStep<Number: TrainingNumber>: Sendable {
  private var gradient: [Number]
  private var probe: [Number] = []
  private let clipNorm: Double?
  /// Stands in for the objective while an optimizer holds that one.
  private var idle: NetworkObjective<Number>?

  init(count: Int, clipNorm: Double?) {
    gradient = Array(repeating: 0, count: count)
    self.clipNorm = clipNorm
  }

  /// Returns the loss at the point that the optimizer looked at first, and how often it looked.
  ///
  /// A loss that is not finite leaves the parameters alone, where the rule needs one gradient only.
  mutating func take(
    _ parameters: inout [Number], by rule: Rule,
    on objective: inout NetworkObjective<Number>, state: inout PartedState<Number>
  ) -> (loss: Double, evaluations: Int) {
    guard let updating = rule.updating else {
      return state.withWhole {
        advance(&parameters, by: rule.optimizer, on: &objective, state: &$0)
      }
    }
    let loss: Number
    if updating.looksAhead {
      if probe.isEmpty { probe = parameters }
      var point = probe.mutableSpan
      Number.probe(parameters.span, by: updating, state: state.whole, into: &point)
      loss = Self.gradient(of: &objective, at: probe, into: &gradient)
    } else {
      loss = Self.gradient(of: &objective, at: parameters, into: &gradient)
    }
    guard loss.double.isFinite else { return (loss.double, 1) }
    if let clipNorm { GradientClip.clip(&gradient, toNorm: clipNorm) }
    state.update(&parameters, by: updating, gradient: gradient, loss: loss)
    return (loss.double, 1)
  }

  private static func gradient(
    of objective: inout NetworkObjective<Number>, at point: [Number], into gradient: inout [Number]
  ) -> Number {
    var span = gradient.mutableSpan
    return objective.gradient(at: point.span, into: &span)
  }

  /// For rules that look at the batch several times.
  private mutating func advance(
    _ parameters: inout [Number], by optimizer: any Optimizer,
    on objective: inout NetworkObjective<Number>, state: inout OptimizerState<Number>
  ) -> (loss: Double, evaluations: Int) {
    // Two holders of one objective would each need memory of their own.
    var held = idle ?? NetworkObjective(objective.network, loss: objective.loss, capacity: 1)
    swap(&objective, &held)
    idle = objective
    var box: any Objective<Number> = CountedObjective(held)
    held = objective
    flushingDenormals {
      var point = parameters.mutableSpan
      Number.advance(&point, by: optimizer, on: &box, state: &state)
    }
    guard let result = box as? CountedObjective<Number> else { return (.nan, 0) }
    objective = result.objective
    return (result.firstValue ?? .nan, result.evaluations)
  }
}
