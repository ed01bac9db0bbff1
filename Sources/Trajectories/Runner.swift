public import LossSurfaces
public import Optimizers
public import ReproducibleMath

/// Walks one optimizer over one objective and hands every point to a recorder.
///
/// A run ends by its budget, at its target, or where the loss or a parameter is no longer finite;
/// nothing else stops it and nothing is clipped, unless the edge of a domain says so.
public struct Runner: Sendable {
  /// The budget, in steps.
  public var steps: Int
  /// The loss at or below which the run ends.
  public var target: Double?
  /// The domain with what happens to a run that leaves it; nil where nothing does.
  public var edge: DomainEdge?

  /// What one look counts for: 1, or the examples that it takes.
  public var cost: Int

  public init(steps: Int, target: Double? = nil, cost: Int = 1, edge: DomainEdge? = nil) {
    self.steps = steps
    self.target = target
    self.cost = cost
    self.edge = edge?.exit == .free ? nil : edge
  }

  /// - Parameter view: what the optimizer sees where that is not `objective`, whose own values are
  ///   recorded all the same.
  /// - Throws: what the recorder throws; the walk itself cannot fail.
  public func run<Recorder: StepRecorder>(
    _ optimizer: any Optimizer, on objective: any Objective<Double>,
    seen view: (any Objective<Double>)? = nil, from start: [Double],
    into recorder: inout Recorder
  ) throws -> Outcome {
    precondition(start.count == objective.dimension)
    let objective =
      edge.flatMap { $0.exit.penaltyStrength == nil ? nil : $0 }
      .map { EdgedObjective(objective, $0) as any Objective<Double> } ?? objective
    var surface = objective
    var stepper = Stepper(optimizer, on: view ?? objective, isExact: view == nil)
    var state = optimizer.makeState(for: .point(dimension: start.count), at: start.span)
    var point = start
    var previous = start
    var gradient = [Double](repeating: 0, count: start.count)
    let movingRate = optimizer.hasMovingRate
    let firstRate = optimizer.learningRate.base
    for step in 0...steps {
      var slope = gradient.mutableSpan
      let loss = surface.gradient(at: point.span, into: &slope)
      let row = StepRecord(
        step: step, loss: loss, gradientNorm: FixedOrderSum.norm(slope.span),
        stepLength: FixedOrderSum.distance(point.span, previous.span),
        evaluations: cost * stepper.evaluations,
        learningRate: movingRate ? optimizer.nextRate(state) : firstRate)
      try recorder.record(row, point: point.span, slots: state.slots.span)
      guard loss.isFinite, point.allSatisfy(\.isFinite) else { return .diverged(step: step) }
      if let target, loss <= target { return .reachedTarget(step: step) }
      if let edge, edge.exit == .stop, edge.isOutside(point.span) { return .left(step: step) }
      guard step < steps else { break }
      for index in point.indices { previous[index] = point[index] }
      var parameters = point.mutableSpan
      stepper.advance(&parameters, gradient: gradient.span, loss: loss, state: &state)
      edge?.settle(&parameters, lanes: 1)
    }
    return .finished
  }

  /// The loss after the budget, without keeping the way there; infinite for a run that diverged.
  public func finalLoss(
    _ optimizer: any Optimizer, on objective: any Objective<Double>,
    seen view: (any Objective<Double>)? = nil, from start: [Double]
  ) -> Double {
    var recorder = LastLoss()
    guard
      let outcome = try? run(
        optimizer, on: objective, seen: view, from: start, into: &recorder),
      !outcome.isDiverged
    else { return .infinity }
    return recorder.loss
  }
}

private struct LastLoss: StepRecorder {
  var loss = Double.infinity

  mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) {
    loss = row.loss
  }
}

/// Takes the steps of one run and counts the calls of the objective that they need.
private struct Stepper {
  private let optimizer: any Optimizer
  /// The same rule, where it steps by the gradient at the iterate: the recorder has that already,
  /// and looks at it for free.
  private let updating: (any UpdatingOptimizer)?
  private var objective: any Objective<Double>
  private var updates = 0
  /// The gradient as the optimizer sees it; empty where that is the recorder's.
  private var seen: [Double]

  init(_ optimizer: any Optimizer, on objective: any Objective<Double>, isExact: Bool) {
    self.optimizer = optimizer
    seen = isExact ? [] : Array(repeating: 0, count: objective.dimension)
    let updating = optimizer as? any UpdatingOptimizer
    self.updating = updating?.looksAhead == false ? updating : nil
    self.objective = CountingObjective(objective)
  }

  var evaluations: Int {
    updating != nil ? updates : (objective as? CountingObjective)?.evaluations ?? updates
  }

  mutating func advance(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, loss: Double,
    state: inout OptimizerState<Double>
  ) {
    if let updating {
      updates += 1
      if !seen.isEmpty {
        // Out of self and back: the objective, too, is changed by a look at it.
        var gradient = seen
        seen = []
        defer { seen = gradient }
        var slope = gradient.mutableSpan
        let value = objective.gradient(at: parameters.span, into: &slope)
        let losses = InlineArray<1, Double>(repeating: value)
        updating.update(&parameters, gradient: gradient.span, losses: losses.span, state: &state)
        return
      }
      let losses = InlineArray<1, Double>(repeating: loss)
      updating.update(&parameters, gradient: gradient, losses: losses.span, state: &state)
    } else {
      optimizer.advance(&parameters, on: &objective, state: &state)
    }
  }
}
