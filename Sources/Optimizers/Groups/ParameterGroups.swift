public import ReproducibleMath

/// One rule with a rate and a decay of their own for parts of a model, as PyTorch's groups of
/// parameters and Keras' multipliers by layer.
///
/// Each group is stepped as if it were the whole model, with powers, sums and matrices of its own; its
/// memory stands where the rule alone would have it. A rule that treats every tensor alike takes the
/// same steps in one group or in many, to the bit.
public struct ParameterGroups: UpdatingOptimizer, WrappingOptimizer {
  public var core: any UpdatingOptimizer
  let parts: [Part]
  /// The rule's rate when rates were stated beside it: they follow when it is lowered later.
  private let statedBeside: Double

  /// - Parameter groups: of tensors that no other group has; those that none has follow the rule.
  init(_ core: any UpdatingOptimizer, _ groups: [ParameterGroup], of tensors: [Layout.Tensor]) {
    self.core = core
    statedBeside = core.learningRate.base
    let named = groups.flatMap(\.tensors)
    let rest = tensors.indices.filter { !named.contains($0) }
    precondition(named.count + rest.count == tensors.count, "a tensor is in two groups")
    let all = rest.isEmpty ? groups : [ParameterGroup(tensors: rest)] + groups
    parts = all.map { Part($0, of: tensors, core) }
  }

  public var settings: [any Configurable] { [] }
  public var looksAhead: Bool { core.looksAhead }
  public var readsLoss: Bool { core.readsLoss }

  /// What a group's rate is at a step.
  public func rate(_ rate: GroupRate, at step: Int) -> Double {
    schedule(rate).rate(at: step)
  }

  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> {
    joined(layout, parameters) { rule, part, point in
      rule.makeState(for: part.layout, at: point.span)
    }
  }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> {
    joined(layout, parameters) { rule, part, point in
      rule.makeState(for: part.layout, at: point.span)
    }
  }

  public func probe(
    _ parameters: Span<Double>, state: OptimizerState<Double>,
    into point: inout MutableSpan<Double>
  ) {
    look(parameters, state, &point) { $0.probe($1, state: $2, into: &$3) }
  }

  public func probe(
    _ parameters: Span<Float>, state: OptimizerState<Float>, into point: inout MutableSpan<Float>
  ) {
    look(parameters, state, &point) { $0.probe($1, state: $2, into: &$3) }
  }

  public func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, losses: Span<Double>,
    state: inout OptimizerState<Double>
  ) {
    step(&parameters, gradient, losses, &state) {
      $0.update(&$1, gradient: $2, losses: $3, state: &$4)
    }
  }

  public func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>, losses: Span<Float>,
    state: inout OptimizerState<Float>
  ) {
    step(&parameters, gradient, losses, &state) {
      $0.update(&$1, gradient: $2, losses: $3, state: &$4)
    }
  }
}

extension ParameterGroups {
  private func schedule(_ rate: GroupRate) -> Schedule {
    var schedule = core.learningRate
    switch rate {
    case .multiple(let share): schedule.base *= share
    case .rate(let rate):
      schedule.base =
        schedule.base == statedBeside ? rate : rate * (schedule.base / statedBeside)
    }
    return schedule
  }

  /// The rule as a group has it.
  private func rule(_ part: Part) -> any UpdatingOptimizer {
    var rule = core
    if let rate = part.group.rate { rule.learningRate = schedule(rate) }
    if let strength = part.group.weightDecay, let decaying = rule.decaying(strength) {
      rule = decaying
    }
    if part.group.decaying != part.group.tensors,
      let parted = rule.decayingOnly(part.decayingRanges)
    {
      rule = parted
    }
    // A schedule that moves the momentum too needs somebody who does it.
    return rule.learningRate.rule?.momentum(at: 0) == nil || rule is Chain ? rule : Chain(rule)
  }

  private func joined<Number: Real>(
    _ layout: Layout, _ parameters: Span<Number>,
    _ make: (any UpdatingOptimizer, Part, [Number]) -> OptimizerState<Number>
  ) -> OptimizerState<Number> {
    let memories = parts.map { make(rule($0), $0, $0.gather(parameters)) }
    var state = OptimizerState<Number>(layout: layout, slots: parts[0].slots)
    store(memories, in: &state)
    return state
  }

  private func look<Number: Real>(
    _ parameters: Span<Number>, _ state: OptimizerState<Number>,
    _ point: inout MutableSpan<Number>,
    _ probe: (
      any UpdatingOptimizer, Span<Number>, OptimizerState<Number>, inout MutableSpan<Number>
    ) -> Void
  ) {
    for (index, part) in parts.enumerated() {
      let place = part.gather(parameters)
      var probed = place
      var span = probed.mutableSpan
      probe(rule(part), place.span, memory(index, of: state), &span)
      part.scatter(probed, into: &point)
    }
  }

  private func step<Number: Real>(
    _ parameters: inout MutableSpan<Number>, _ gradient: Span<Number>, _ losses: Span<Number>,
    _ state: inout OptimizerState<Number>,
    _ update: (
      any UpdatingOptimizer, inout MutableSpan<Number>, Span<Number>, Span<Number>,
      inout OptimizerState<Number>
    ) -> Void
  ) {
    var memories = parts.indices.map { memory($0, of: state) }
    for (index, part) in parts.enumerated() {
      var point = part.gather(parameters.span)
      let slope = part.gather(gradient)
      var span = point.mutableSpan
      update(rule(part), &span, slope.span, losses, &memories[index])
      part.scatter(point, into: &parameters)
    }
    store(memories, in: &state)
  }

  /// What a group's rule remembers.
  ///
  /// All memory is in the state: numbers a parameter where they always are, scalars and blocks group after
  /// group, with the counts of the blocks before them.
  private func memory<Number: Real>(
    _ index: Int, of state: OptimizerState<Number>
  ) -> OptimizerState<Number> {
    let part = parts[index]
    var memory = OptimizerState<Number>(
      layout: part.layout, slots: part.slots, scalars: part.scalars)
    memory.step = state.step
    memory.slots = part.slots.indices.flatMap { slot in
      part.gather(state.slots.span, from: slot * state.count)
    }
    let start = parts[..<index].reduce(0) { $0 + $1.scalarCount }
    memory.scalars = Array(state.scalars[start..<start + part.scalarCount])
    let counts = state.blocks[0].map { Int($0.double) }
    let first = 1 + counts[..<index].reduce(0, +)
    memory.blocks = Array(state.blocks[first..<first + counts[index]])
    return memory
  }

  private func store<Number: Real>(
    _ memories: [OptimizerState<Number>], in state: inout OptimizerState<Number>
  ) {
    state.step = memories[0].step
    state.scalars = memories.flatMap(\.scalars)
    state.blocks = [memories.map { Number(Double($0.blocks.count)) }] + memories.flatMap(\.blocks)
    let count = state.count
    var slots = state.slots.mutableSpan
    for (part, memory) in zip(parts, memories) {
      for slot in part.slots.indices {
        let row = memory.slots[slot * memory.count..<(slot + 1) * memory.count]
        part.scatter(Array(row), into: &slots, from: slot * count)
      }
    }
  }
}
