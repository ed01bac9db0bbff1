import ReproducibleMath

/// One step of a measuring rule: the two loops over blocks, and what lies between them.
struct MeasuringPass<Rule: MeasuringOptimizer, Number: Real> {
  let coefficients: Rule.Coefficients
  /// What the decay multiplies the parameters with before the step, adds to the gradient for each
  /// unit of a parameter, and divides the parameters by after it.
  private let shrinkage, pull, divisor: Number
  private let count: Int

  init(coefficients: Rule.Coefficients, decay: WeightDecay, rate: Double, count: Int) {
    self.coefficients = coefficients
    self.count = count
    shrinkage = Number(decay.shrinkage(rate))
    pull = if case .l2(let strength) = decay { Number(strength) } else { 0 }
    divisor = if case .proximal(let strength) = decay { Number(1 + rate * strength) } else { 1 }
  }

  /// A step of some lanes of a batch, each with its own sums.
  func run(
    _ block: MeasuredBlock, _ parameters: inout MutableSpan<Number>, _ gradient: Span<Number>,
    _ losses: Span<Number>, _ state: inout OptimizerState<Number>
  ) {
    let width = block.width
    withScratch(width) { sums, scalars in
      for lane in 0..<width {
        load(state.scalars(ofGroup: block.first + lane, as: Rule.Scalar.self), scalars, lane, width)
      }
      measure(block, &parameters, gradient, &state, sums, scalars)
      for lane in 0..<width {
        let group = MeasuredGroup(
          count: block.rows, isVector: true,
          loss: losses.isEmpty ? .nan : losses[block.first + lane].double)
        var values = state.scalars(ofGroup: block.first + lane, as: Rule.Scalar.self)
        var total = Slots<Rule.Sum, Double>(repeating: 0)
        for sum in 0..<Rule.Sum.count { total.storage[sum] = sums[sum * width + lane] }
        Rule.settle(total, of: group, &values, coefficients)
        state.set(values, ofGroup: block.first + lane)
        load(values, scalars, lane, width)
      }
      step(block, &parameters, gradient, &state, scalars)
    }
  }

  /// A step of the tensors that make one group.
  func run(
    _ tensors: [Layout.Tensor], group: Int, _ parameters: inout MutableSpan<Number>,
    _ gradient: Span<Number>, _ losses: Span<Number>, _ state: inout OptimizerState<Number>
  ) {
    let blocks = tensors.flatMap(MeasuredBlock.tensor)
    var values = state.scalars(ofGroup: group, as: Rule.Scalar.self)
    var total = Slots<Rule.Sum, Double>(repeating: 0)
    for block in blocks {
      withScratch(block.width) { sums, scalars in
        for column in 0..<block.width { load(values, scalars, column, block.width) }
        measure(block, &parameters, gradient, &state, sums, scalars)
        for sum in 0..<Rule.Sum.count {
          for column in 0..<block.width {
            total.storage[sum] += sums[sum * block.width + column]
          }
        }
      }
    }
    let measured = MeasuredGroup(
      count: tensors.reduce(0) { $0 + $1.count }, isVector: tensors.allSatisfy { $0.rows == 1 },
      loss: losses.isEmpty ? .nan : losses[0].double)
    Rule.settle(total, of: measured, &values, coefficients)
    state.set(values, ofGroup: group)
    for block in blocks {
      withScratch(block.width) { _, scalars in
        for column in 0..<block.width { load(values, scalars, column, block.width) }
        step(block, &parameters, gradient, &state, scalars)
      }
    }
  }

  /// Zeroed sums and room for scalars, a row of `width` each, on the stack.
  @inline(__always)
  private func withScratch(
    _ width: Int,
    _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Number>) -> Void
  ) {
    let sumCount = Rule.Sum.count * width
    let scalarCount = Rule.Scalar.count * width
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(sumCount, 1)) { sums in
      withUnsafeTemporaryAllocation(of: Number.self, capacity: max(scalarCount, 1)) { scalars in
        guard let sums = sums.baseAddress, let scalars = scalars.baseAddress else { return }
        for index in 0..<sumCount { sums[index] = 0 }
        body(sums, scalars)
      }
    }
  }

  @inline(__always)
  private func load(
    _ values: Slots<Rule.Scalar, Double>, _ row: UnsafeMutablePointer<Number>, _ column: Int,
    _ width: Int
  ) {
    for name in 0..<Rule.Scalar.count {
      row[name * width + column] = Number(values.storage[name])
    }
  }

  private func measure(
    _ block: MeasuredBlock, _ parameters: inout MutableSpan<Number>, _ gradient: Span<Number>,
    _ state: inout OptimizerState<Number>, _ sums: UnsafeMutablePointer<Double>,
    _ scalars: UnsafeMutablePointer<Number>
  ) {
    visit(block, &parameters, gradient, &state, scalars) { x, g, slots, scalars, column in
      x *= shrinkage
      let sum = Rule.measure(x, gradient: g + pull * x, &slots, scalars, coefficients)
      for name in 0..<Rule.Sum.count {
        sums[name &* block.width &+ column] += sum.storage[name].double
      }
    }
  }

  private func step(
    _ block: MeasuredBlock, _ parameters: inout MutableSpan<Number>, _ gradient: Span<Number>,
    _ state: inout OptimizerState<Number>, _ scalars: UnsafeMutablePointer<Number>
  ) {
    visit(block, &parameters, gradient, &state, scalars) { x, g, slots, scalars, _ in
      Rule.step(&x, gradient: g + pull * x, &slots, scalars, coefficients)
      x /= divisor
    }
  }

  @inline(__always)
  private func visit(
    _ block: MeasuredBlock, _ parameters: inout MutableSpan<Number>, _ gradient: Span<Number>,
    _ state: inout OptimizerState<Number>, _ scalars: UnsafeMutablePointer<Number>,
    _ body: (
      inout Number, Number, inout Slots<Rule.Slot, Number>, Slots<Rule.Scalar, Number>, Int
    ) -> Void
  ) {
    let width = block.width
    parameters.withUnsafeMutableBufferPointer { x in
      gradient.withUnsafeBufferPointer { g in
        state.slots.withUnsafeMutableBufferPointer { memory in
          guard let x = x.baseAddress, let g = g.baseAddress else { return }
          let memory = memory.baseAddress ?? x
          for row in 0..<block.rows {
            let start = block.first &+ row &* block.stride
            for column in 0..<width {
              var slots = Slots<Rule.Slot, Number>(repeating: 0)
              var values = Slots<Rule.Scalar, Number>(repeating: 0)
              let index = start &+ column
              for slot in 0..<Rule.Slot.count {
                slots.storage[slot] = memory[slot &* count &+ index]
              }
              for name in 0..<Rule.Scalar.count {
                values.storage[name] = scalars[name &* width &+ column]
              }
              body(&x[index], g[index], &slots, values, column)
              for slot in 0..<Rule.Slot.count {
                memory[slot &* count &+ index] = slots.storage[slot]
              }
            }
          }
        }
      }
    }
  }
}
