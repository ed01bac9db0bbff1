import ReproducibleMath

extension ElementwiseOptimizer {
  func initialState<Number: Real>(
    _ layout: Layout, _ parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var state = OptimizerState<Number>(layout: layout, slots: Slot.names, scalars: Scalar.names)
    for index in parameters.indices {
      let slots = initialSlots(at: parameters[index])
      for slot in 0..<Slot.count { state.slots[slot * state.count + index] = slots.storage[slot] }
    }
    for name in Scalar.allCases { state.scalars[name.rawValue] = .init(initialScalar(name)) }
    return state
  }

  @inline(__always)
  func sweep<Number: Real>(
    _ parameters: inout MutableSpan<Number>, _ gradient: Span<Number>,
    _ state: inout OptimizerState<Number>
  ) {
    let count = parameters.count
    // A chain keeps the memory of its transforms behind the rule's own.
    precondition(gradient.count == count && state.slots.count >= count * Slot.count)
    var scalars = Slots<Scalar, DoubleDouble>(state.scalars)
    let step = state.step
    parameters.withUnsafeMutableBufferPointer { x in
      gradient.withUnsafeBufferPointer { g in
        state.slots.withUnsafeMutableBufferPointer { memory in
          guard let x = x.baseAddress, let g = g.baseAddress else { return }
          sweep(
            ParameterBlock(
              parameters: x, gradient: g, memory: memory.baseAddress ?? x, slotStride: count,
              columns: count, step: step, scalars: UnsafeBufferPointer(start: nil, count: 0)),
            &scalars)
        }
      }
    }
    finish(&state, scalars)
  }

  @inline(__always)
  func sweep<Number: Real>(_ block: ParameterBlock<Number>) {
    var scalars = Slots<Scalar, DoubleDouble>(block.scalars)
    sweep(block, &scalars)
  }

  @inline(__always)
  private func sweep<Number: Real>(
    _ block: ParameterBlock<Number>, _ scalars: inout Slots<Scalar, DoubleDouble>
  ) {
    let rate = learningRate.rate(at: block.step)
    let coefficients = coefficients(step: block.step + 1, rate: rate, scalars: &scalars)
    for row in 0..<block.rows {
      sweepRow(
        block.parameters + row &* block.stride, block.gradient + row &* block.gradientStride,
        block.memory + row &* block.stride, block, coefficients, rate)
    }
  }

  /// One loop a kind of decay, so that a rule without pays nothing for it.
  @inline(__always)
  private func sweepRow<Number: Real>(
    _ x: UnsafeMutablePointer<Number>, _ g: UnsafePointer<Number>,
    _ row: UnsafeMutablePointer<Number>, _ block: ParameterBlock<Number>,
    _ coefficients: Coefficients, _ rate: Double
  ) {
    let count = block.columns, stride = block.slotStride
    switch weightDecay {
    case .none:
      for i in 0..<count { Self.visit(x + i, g[i], row + i, stride, coefficients) }
    case .l2(let strength):
      let strength = Number(strength)
      for i in 0..<count {
        Self.visit(x + i, g[i] + strength * x[i], row + i, stride, coefficients)
      }
    case .decoupled, .fixed:
      let factor = Number(weightDecay.shrinkage(rate))
      for i in 0..<count {
        x[i] *= factor
        Self.visit(x + i, g[i], row + i, stride, coefficients)
      }
    case .proximal(let strength):
      let divisor = Number(1 + rate * strength)
      for i in 0..<count {
        Self.visit(x + i, g[i], row + i, stride, coefficients)
        x[i] /= divisor
      }
    }
  }

  /// Loads the slots of one parameter, applies the rule and stores them again.
  @inline(__always)
  private static func visit<Number: Real>(
    _ parameter: UnsafeMutablePointer<Number>, _ gradient: Number,
    _ memory: UnsafeMutablePointer<Number>, _ stride: Int, _ coefficients: Coefficients
  ) {
    var slots = Slots<Slot, Number>(repeating: 0)
    for slot in 0..<Slot.count { slots.storage[slot] = memory[slot &* stride] }
    step(&parameter.pointee, gradient: gradient, &slots, coefficients)
    for slot in 0..<Slot.count { memory[slot &* stride] = slots.storage[slot] }
  }

  @inline(__always)
  func look<Number: Real>(
    _ parameters: Span<Number>, _ state: OptimizerState<Number>, _ point: inout MutableSpan<Number>
  ) {
    var scalars = Slots<Scalar, DoubleDouble>(state.scalars)
    let rate = learningRate.rate(at: state.step)
    let coefficients = coefficients(step: state.step + 1, rate: rate, scalars: &scalars)
    for index in parameters.indices {
      var slots = Slots<Slot, Number>(repeating: 0)
      for slot in 0..<Slot.count { slots.storage[slot] = state.slots[slot * state.count + index] }
      point[index] = Self.probe(parameters[index], slots, coefficients)
    }
  }

  /// Counts a step whose blocks have all been swept.
  func countStep<Number: Real>(_ state: inout OptimizerState<Number>) {
    var scalars = Slots<Scalar, DoubleDouble>(state.scalars)
    _ = coefficients(
      step: state.step + 1, rate: learningRate.rate(at: state.step), scalars: &scalars)
    finish(&state, scalars)
  }

  @inline(__always)
  private func finish<Number: Real>(
    _ state: inout OptimizerState<Number>, _ scalars: Slots<Scalar, DoubleDouble>
  ) {
    for index in 0..<Scalar.count { state.scalars[index] = scalars.storage[index] }
    state.step += 1
  }
}

extension Slots where Element == DoubleDouble {
  @inline(__always)
  fileprivate init(_ stored: UnsafeBufferPointer<DoubleDouble>) {
    self.init(repeating: DoubleDouble(0))
    for index in 0..<Name.count { storage[index] = stored[index] }
  }

  @inline(__always)
  fileprivate init(_ stored: [DoubleDouble]) {
    self = stored.withUnsafeBufferPointer { Slots($0) }
  }
}
