import ReproducibleMath

extension MeasuringOptimizer {
  func initialState<Number: Real>(
    _ layout: Layout, _ parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var state = OptimizerState<Number>(
      layout: layout, slots: Slot.names, scalars: Scalar.names,
      scalarsPerName: groupCount(layout))
    for index in parameters.indices {
      let slots = initialSlots(at: parameters[index])
      for slot in 0..<Slot.count { state.slots[slot * state.count + index] = slots.storage[slot] }
    }
    for group in 0..<groupCount(layout) {
      var square = 0.0
      for part in parts(of: group, in: layout) {
        for index in 0..<part.count {
          let parameter = parameters[part.first + index * part.stride].double
          square += parameter * parameter
        }
      }
      state.set(initialScalars(norm: Double.root(square)), ofGroup: group)
    }
    return state
  }

  private func groupCount(_ layout: Layout) -> Int {
    if case .tensors = layout, measuresModel { 1 } else { layout.groups }
  }

  private func parts(
    of group: Int, in layout: Layout
  ) -> [(first: Int, stride: Int, count: Int)] {
    if case .tensors(let tensors) = layout, measuresModel {
      return tensors.indices.map(layout.indices(ofGroup:))
    }
    return [layout.indices(ofGroup: group)]
  }

  func sweep<Number: Real>(
    _ parameters: inout MutableSpan<Number>, _ gradient: Span<Number>, _ losses: Span<Number>,
    _ state: inout OptimizerState<Number>
  ) {
    let count = parameters.count
    // A chain keeps the memory of its transforms behind the rule's own.
    precondition(gradient.count == count && state.slots.count >= count * Slot.count)
    precondition(!readsLoss || !losses.isEmpty, "this rule reads the loss: pass `losses`")
    state.step += 1
    let rate = learningRate.rate(at: state.step - 1)
    let pass = MeasuringPass<Self, Number>(
      coefficients: coefficients(step: state.step, rate: rate), decay: outerDecay, rate: rate,
      count: count)
    switch state.layout {
    case .lanes(let lanes, let dimension):
      for first in stride(from: 0, to: lanes, by: 64) {
        let range = first..<min(first + 64, lanes)
        let block = MeasuredBlock.lanes(range, of: lanes, dimension: dimension)
        pass.run(block, &parameters, gradient, losses, &state)
      }
    case .tensors(let tensors):
      if measuresModel {
        pass.run(tensors, group: 0, &parameters, gradient, losses, &state)
      } else {
        for (group, tensor) in tensors.enumerated() {
          pass.run([tensor], group: group, &parameters, gradient, losses, &state)
        }
      }
    }
  }
}

extension OptimizerState {
  /// How many groups the scalars are kept for.
  var groupCount: Int { scalarNames.isEmpty ? 0 : scalars.count / scalarNames.count }

  func scalars<Name: SlotName>(ofGroup group: Int, as: Name.Type) -> Slots<Name, Double> {
    var values = Slots<Name, Double>(repeating: 0)
    for name in 0..<Name.count { values.storage[name] = scalars[name * groupCount + group].value }
    return values
  }

  mutating func set<Name: SlotName>(_ values: Slots<Name, Double>, ofGroup group: Int) {
    let groups = groupCount
    for name in 0..<Name.count {
      scalars[name * groups + group] = DoubleDouble(values.storage[name])
    }
  }
}
