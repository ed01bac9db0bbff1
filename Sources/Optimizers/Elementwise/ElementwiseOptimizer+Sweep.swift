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
    state.step += 1
    let rate = learningRate.rate(at: state.step - 1)
    let coefficients = nextCoefficients(step: state.step, rate: rate, &state.scalars)
    parameters.withUnsafeMutableBufferPointer { x in
      gradient.withUnsafeBufferPointer { g in
        state.slots.withUnsafeMutableBufferPointer { memory in
          guard let x = x.baseAddress, let g = g.baseAddress else { return }
          let row = memory.baseAddress ?? x
          // One loop a kind, so that a rule without decay pays nothing for it.
          switch weightDecay {
          case .none:
            for i in 0..<count { Self.visit(x + i, g[i], row + i, count, coefficients) }
          case .l2(let strength):
            let strength = Number(strength)
            for i in 0..<count {
              Self.visit(x + i, g[i] + strength * x[i], row + i, count, coefficients)
            }
          case .decoupled, .fixed:
            let factor = Number(weightDecay.shrinkage(rate))
            for i in 0..<count {
              x[i] *= factor
              Self.visit(x + i, g[i], row + i, count, coefficients)
            }
          case .proximal(let strength):
            let divisor = Number(1 + rate * strength)
            for i in 0..<count {
              Self.visit(x + i, g[i], row + i, count, coefficients)
              x[i] /= divisor
            }
          }
        }
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
    var scalars = state.scalars
    let rate = learningRate.rate(at: state.step)
    let coefficients = nextCoefficients(step: state.step + 1, rate: rate, &scalars)
    for index in parameters.indices {
      var slots = Slots<Slot, Number>(repeating: 0)
      for slot in 0..<Slot.count { slots.storage[slot] = state.slots[slot * state.count + index] }
      point[index] = Self.probe(parameters[index], slots, coefficients)
    }
  }

  @inline(__always)
  private func nextCoefficients(
    step: Int, rate: Double, _ stored: inout [DoubleDouble]
  ) -> Coefficients {
    var scalars = Slots<Scalar, DoubleDouble>(repeating: DoubleDouble(0))
    for index in 0..<Scalar.count { scalars.storage[index] = stored[index] }
    let result = coefficients(step: step, rate: rate, scalars: &scalars)
    for index in 0..<Scalar.count { stored[index] = scalars.storage[index] }
    return result
  }
}
