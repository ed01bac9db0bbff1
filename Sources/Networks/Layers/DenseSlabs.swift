import ReproducibleMath

/// The work of a dense layer whose weights are cut into slabs of columns, one a thread.
struct DenseSlabs<Number: NetworkNumber> {
  let memory: StageMemory<Number>
  let hasBias: Bool
  /// Columns of a slab.
  let width: Int

  init(_ memory: StageMemory<Number>, hasBias: Bool) {
    self.memory = memory
    self.hasBias = hasBias
    width = memory.outputs / memory.slabs
  }

  private func weights(_ slab: Int) -> UnsafePointer<Number> {
    memory.parameters + slab * memory.inputs * width
  }

  private func scratch(_ thread: Int) -> UnsafeMutablePointer<Number> {
    memory.scratch + thread * MatrixProduct<Number>.scratchCount
  }

  /// The outputs of a slab's units.
  func output(_ slab: Int) -> MatrixProduct<Number> {
    var product = MatrixProduct(
      rows: memory.rows, columns: width, inner: memory.inputs, left: memory.input,
      right: weights(slab), result: memory.output + slab * width, adds: hasBias,
      scratch: scratch(slab))
    product.resultStride = memory.outputs
    return product
  }

  /// The gradient of a slab's weights.
  func gradient(_ slab: Int) -> MatrixProduct<Number> {
    var product = MatrixProduct(
      rows: memory.inputs, columns: width, inner: memory.rows, left: memory.input,
      leftIsTransposed: true, right: memory.outputDelta + slab * width,
      result: memory.gradient + slab * memory.inputs * width, scratch: scratch(slab))
    product.rightInnerStride = memory.outputs
    return product
  }

  /// What a slab's units add to the gradient with respect to the inputs, of which `thread` has a part.
  func inputDelta(
    _ slab: Int, thread: Int, into result: UnsafeMutablePointer<Number>
  ) -> MatrixProduct<Number>? {
    var product = MatrixProduct(
      rows: memory.rows, columns: memory.inputs, inner: width,
      left: memory.outputDelta + slab * width, right: weights(slab), rightIsTransposed: true,
      result: result, adds: slab > 0, scratch: memory.scratch)
    product.leftRowStride = memory.outputs
    return product.part(thread, of: memory.slabs)
  }
}

/// The way forward, a slab a thread.
struct SlabOutputs<Number: NetworkNumber>: TeamWork {
  let slabs: DenseSlabs<Number>

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  func takePart(_ index: Int) {
    let s = slabs.memory
    guard index < s.slabs else { return }
    if slabs.hasBias {
      let biases = s.parameters + (s.inputs * s.outputs + index * slabs.width)
      for row in 0..<s.rows {
        (s.output + (row * s.outputs + index * slabs.width))
          .update(from: biases, count: slabs.width)
      }
    }
    let product = slabs.output(index)
    flushingDenormals {
      if let sparse = s.sparse {
        Number.addOutputs(product, sparse.list(index))
      } else {
        Number.multiply(product)
      }
      s.following?.forward(
        s.output, from: index * slabs.width, rows: s.rows, columns: slabs.width,
        stride: s.outputs)
    }
  }
}

/// The gradient with respect to the inputs: each thread reads all slabs, in order.
struct SlabInputDeltas<Number: NetworkNumber>: TeamWork {
  let slabs: DenseSlabs<Number>
  let result: UnsafeMutablePointer<Number>

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  func takePart(_ index: Int) {
    flushingDenormals {
      for slab in 0..<slabs.memory.slabs {
        guard let part = slabs.inputDelta(slab, thread: index, into: result) else { return }
        Number.multiply(part)
        guard slab == slabs.memory.slabs - 1 else { continue }
        slabs.memory.preceding?.backward(
          result, from: part.result - result, rows: part.rows, columns: part.columns,
          stride: part.resultStride)
      }
    }
  }
}

/// The gradients of all weights that are cut into slabs, a slab of each layer a thread: what a thread
/// still needs of another is known by then, so that none waits between layers.
struct SlabGradients<Number: NetworkNumber>: TeamWork {
  let pass: Pass<Number>
  let gradient: UnsafeMutablePointer<Number>

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  func takePart(_ index: Int) {
    flushingDenormals {
      for stage in pass.network.stages.indices.reversed() where index < pass.slabs[stage] {
        guard pass.slabs[stage] > 1, pass.network.stages[stage].outputDepends,
          case .dense(let layer) = pass.network.stages[stage].kind
        else { continue }
        layer.handOver(slab: index, of: pass.memory(stage, gradient: gradient))
      }
    }
  }
}
