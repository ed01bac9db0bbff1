import ReproducibleMath

/// The gradient of a layer's weights, handed over panel by panel.
struct WeightGradient<Number: NetworkNumber>: TeamWork {
  let memory: StageMemory<Number>
  let penalty: Penalty
  let receiver: any GradientReceiver<Number>

  private typealias Block = SparseInputs<Number>

  private static var widestPanel: Int { 512 }
  private static var widestSparsePanel: Int {
    MatrixProduct<Number>.sparsePanelCount / Block.blockWidth
  }

  /// What would write the whole gradient.
  private var product: MatrixProduct<Number> {
    MatrixProduct(
      rows: memory.inputs, columns: memory.outputs, inner: memory.rows, left: memory.input,
      leftIsTransposed: true, right: memory.outputDelta, result: memory.gradient,
      scratch: memory.scratch)
  }

  /// For weights that stand as usual.
  func run() {
    if let team = memory.team, product.isWorthSharing {
      team.run(self)
    } else {
      handOver(product, memory.sparse?.lists(0))
    }
  }

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  func takePart(_ index: Int) {
    let lists = memory.sparse?.lists(0)
    guard
      let part = product.part(
        index, of: memory.team?.count ?? 1, unit: lists == nil ? 8 : Block.blockWidth)
    else { return }
    flushingDenormals { handOver(part, lists) }
  }

  /// Hands over one of the slabs that the weights are cut into.
  func handOver(_ slab: Int, of slabs: DenseSlabs<Number>) {
    handOver(slabs.gradient(slab), memory.sparse?.lists(slab))
  }

  /// Panel by panel, each of which stays in the nearest cache until its receiver has read it.
  private func handOver(_ part: MatrixProduct<Number>, _ lists: SparseInputs<Number>?) {
    let widest = min(part.columns, lists == nil ? Self.widestPanel : Self.widestSparsePanel)
    let height =
      lists == nil
      ? max(8, MatrixProduct<Number>.panelCount / widest / 8 * 8) : Block.blockWidth
    for row in stride(from: 0, to: part.rows, by: height) {
      for column in stride(from: 0, to: part.columns, by: widest) {
        compute(
          part.block(
            rows: row..<min(row + height, part.rows),
            columns: column..<min(column + widest, part.columns)), lists)
      }
    }
  }

  private func compute(_ block: MatrixProduct<Number>, _ lists: SparseInputs<Number>?) {
    let start = block.result - memory.gradient
    let panel = block.scratch + MatrixProduct<Number>.packedCount
    var local = block
    local.result = panel
    local.resultStride = block.columns
    if let lists {
      let first = block.left - UnsafePointer(memory.input)
      Number.gradient(local, lists, block: first / Block.blockWidth)
    } else {
      Number.multiply(local)
    }
    if penalty != .none {
      for row in 0..<block.rows {
        penalty.addGradient(
          memory.parameters + (start + row * block.resultStride), block.columns,
          to: panel + row * block.columns)
      }
    }
    let isOneStretch = block.columns == block.resultStride
    receiver.take(
      GradientPiece(
        gradient: UnsafePointer(panel), rows: isOneStretch ? 1 : block.rows,
        columns: isOneStretch ? block.rows * block.columns : block.columns,
        gradientStride: block.columns, offset: memory.offset + start, stride: block.resultStride))
  }
}
