public import ReproducibleMath

/// A rule whose learning rate falls whenever the loss has stopped falling.
///
/// The loss where a gradient was taken is noted after the step, as in torch, or before it, as in
/// optax. Every lane of a batch has a rate of its own.
public struct OnPlateau: UpdatingOptimizer, WrappingOptimizer {
  public var core: any UpdatingOptimizer
  public var plateau: ReduceOnPlateau

  public init(_ core: any UpdatingOptimizer, _ plateau: ReduceOnPlateau) {
    (self.core, self.plateau) = (core, plateau)
  }

  public var settings: [any Configurable] { [plateau] }
  public var looksAhead: Bool { core.looksAhead }
  public var readsLoss: Bool { true }

  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> { withPlateaus(core.makeState(for: layout, at: parameters)) }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> { withPlateaus(core.makeState(for: layout, at: parameters)) }

  public func probe(
    _ parameters: Span<Double>, state: OptimizerState<Double>,
    into point: inout MutableSpan<Double>
  ) { rule(at: state.plateaus[0].scale).probe(parameters, state: state, into: &point) }

  public func probe(
    _ parameters: Span<Float>, state: OptimizerState<Float>, into point: inout MutableSpan<Float>
  ) { rule(at: state.plateaus[0].scale).probe(parameters, state: state, into: &point) }

  public func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, losses: Span<Double>,
    state: inout OptimizerState<Double>
  ) {
    if plateau.immediate { observe(losses, &state) }
    let before = state
    let start = state.hasOneRate ? [] : Array(copying: parameters.span)
    for scale in before.rateScales {
      guard !before.hasOneRate else {
        rule(at: scale).update(&parameters, gradient: gradient, losses: losses, state: &state)
        continue
      }
      var (point, memory) = (start, before)
      var target = point.mutableSpan
      rule(at: scale).update(&target, gradient: gradient, losses: losses, state: &memory)
      state.take(memory, ofLanesAt: scale, point, &parameters)
    }
    if !plateau.immediate { observe(losses, &state) }
  }

  public func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>, losses: Span<Float>,
    state: inout OptimizerState<Float>
  ) {
    if plateau.immediate { observe(losses, &state) }
    let before = state
    let start = state.hasOneRate ? [] : Array(copying: parameters.span)
    for scale in before.rateScales {
      guard !before.hasOneRate else {
        rule(at: scale).update(&parameters, gradient: gradient, losses: losses, state: &state)
        continue
      }
      var (point, memory) = (start, before)
      var target = point.mutableSpan
      rule(at: scale).update(&target, gradient: gradient, losses: losses, state: &memory)
      state.take(memory, ofLanesAt: scale, point, &parameters)
    }
    if !plateau.immediate { observe(losses, &state) }
  }

  private func rule(at scale: Double) -> any UpdatingOptimizer {
    guard scale != 1 else { return core }
    var rule = core
    rule.learningRate.base *= scale
    return rule
  }

  private func withPlateaus<Number: Real>(
    _ inner: OptimizerState<Number>
  ) -> OptimizerState<Number> {
    var state = inner
    let lanes = if case .lanes(let lanes, _) = state.layout { lanes } else { 1 }
    state.plateaus = Array(repeating: .init(), count: lanes)
    return state
  }

  private func observe<Number: Real>(
    _ losses: Span<Number>, _ state: inout OptimizerState<Number>
  ) {
    precondition(!losses.isEmpty, "a rate that follows the loss needs `losses`")
    for lane in state.plateaus.indices {
      _ = plateau.rate(
        after: losses[losses.count == 1 ? 0 : lane].double, base: learningRate.base,
        state: &state.plateaus[lane])
    }
  }
}

extension OptimizerState {
  /// The shares of the base rate that are left, each once.
  fileprivate var rateScales: [Double] { Set(plateaus.map(\.scale)).sorted() }

  fileprivate var hasOneRate: Bool { plateaus.allSatisfy { $0.scale == plateaus[0].scale } }

  /// Takes over what became of the lanes whose rate has this scale.
  fileprivate mutating func take(
    _ memory: OptimizerState, ofLanesAt scale: Double, _ point: [Number],
    _ parameters: inout MutableSpan<Number>
  ) {
    let (lanes, noted) = (plateaus.count, plateaus)
    for index in point.indices where noted[index % lanes].scale == scale {
      parameters[index] = point[index]
    }
    for index in slots.indices where noted[index % lanes].scale == scale {
      slots[index] = memory.slots[index]
    }
    let isByLane = scalars.count == scalarNames.count * lanes
    for index in scalars.indices where !isByLane || noted[index % lanes].scale == scale {
      scalars[index] = memory.scalars[index]
    }
    (step, gradients, blocks) = (memory.step, memory.gradients, memory.blocks)
  }
}
