import Networks
import Optimizers
import ReproducibleMath

/// An optimizer, and the same as what it also is, if it is that: asking for it copies it.
struct Rule: Sendable {
  var optimizer: any Optimizer { didSet { self = Rule(optimizer) } }
  private(set) var updating: (any UpdatingOptimizer)?
  private(set) var elementwise: (any ElementwiseOptimizer)?

  init(_ optimizer: any Optimizer) {
    self.optimizer = optimizer
    updating = optimizer as? any UpdatingOptimizer
    elementwise = optimizer as? any ElementwiseOptimizer
  }
}

/// One update of the parameters on the batch that an objective holds.
struct BatchStep<Number: TrainingNumber>: Sendable {
  private var gradient: AlignedNumbers<Number>
  private var probe: [Number] = []
  private let clipNorm: Double?
  /// Stands in for the objective while an optimizer holds that one.
  private var idle: NetworkObjective<Number>?

  init(count: Int, clipNorm: Double?) {
    gradient = AlignedNumbers(count: count)
    self.clipNorm = clipNorm
  }

  /// Whether a rule steps some parameters before it knows the gradient of the others.
  func isBlockwise(_ rule: Rule) -> Bool {
    clipNorm == nil && rule.elementwise.map { !$0.looksAhead } ?? false
  }

  /// Returns the loss at the point that the optimizer looked at first, and how often it looked.
  ///
  /// A loss that is not finite leaves the parameters alone, where the rule needs one gradient only.
  mutating func take(
    _ parameters: inout AlignedNumbers<Number>, in layout: SlabLayout, by rule: Rule,
    on objective: inout NetworkObjective<Number>, memory: inout OptimizerMemory<Number>
  ) -> (loss: Double, evaluations: Int) {
    if let elementwise = rule.elementwise, isBlockwise(rule) {
      let loss = BlockwiseUpdate.take(
        &parameters, in: layout, by: elementwise, on: &objective, memory: &memory,
        gradient: &gradient)
      return (loss.double, 1)
    }
    return parameters.withUnsafeMutableBufferPointer { parameters in
      memory.withState { state in
        var point = parameters.mutableSpan
        if let updating = rule.updating {
          return (update(&point, by: updating, on: &objective, state: &state), 1)
        }
        return advance(&point, by: rule.optimizer, on: &objective, state: &state)
      }
    }
  }

  /// For rules that need one gradient, all of it.
  private mutating func update(
    _ parameters: inout MutableSpan<Number>, by updating: any UpdatingOptimizer,
    on objective: inout NetworkObjective<Number>, state: inout OptimizerState<Number>
  ) -> Double {
    if updating.looksAhead {
      if probe.isEmpty { probe = Array(repeating: 0, count: parameters.count) }
      var point = probe.mutableSpan
      Number.probe(parameters.span, by: updating, state: state, into: &point)
    }
    let clipNorm = clipNorm, probe = probe
    return gradient.withUnsafeMutableBufferPointer { gradient in
      var slope = gradient.mutableSpan
      let loss =
        updating.looksAhead
        ? objective.gradient(at: probe.span, into: &slope)
        : objective.gradient(at: parameters.span, into: &slope)
      guard loss.double.isFinite else { return loss.double }
      if let clipNorm { GradientClip.clip(&slope, toNorm: clipNorm) }
      let losses = InlineArray<1, Number>(repeating: loss)
      flushingDenormals {
        Number.update(
          &parameters, by: updating, gradient: slope.span, losses: losses.span, state: &state)
      }
      return loss.double
    }
  }

  /// For rules that look at the batch several times.
  private mutating func advance(
    _ parameters: inout MutableSpan<Number>, by optimizer: any Optimizer,
    on objective: inout NetworkObjective<Number>, state: inout OptimizerState<Number>
  ) -> (loss: Double, evaluations: Int) {
    // Two holders of one objective would each need memory of their own.
    var held = idle ?? NetworkObjective(objective.network, loss: objective.loss, capacity: 1)
    swap(&objective, &held)
    idle = objective
    var box: any Objective<Number> = CountedObjective(held)
    held = objective
    flushingDenormals {
      Number.advance(&parameters, by: optimizer, on: &box, state: &state)
    }
    guard let result = box as? CountedObjective<Number> else { return (.nan, 0) }
    objective = result.objective
    return (result.firstValue ?? .nan, result.evaluations)
  }
}
