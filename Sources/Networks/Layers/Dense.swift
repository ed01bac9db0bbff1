/// Each unit weighs all inputs and adds a bias: y = x W + b, W being inputs × units.
public struct Dense: Sendable, Hashable, Codable {
  public var units: Int
  public var hasBias = true
  public var weights = Initializer.glorotUniform
  public var biases = Initializer.zeros
  /// Of the weights only.
  public var penalty = Penalty.none
  public var constraint = Constraint.none

  public init(_ units: Int) { self.units = units }
}

extension Dense: LayerKernel {
  func outputs(inputs: Int) throws(NetworkError) -> Int {
    guard units > 0 else {
      throw NetworkError(
        "a dense layer needs at least one unit", "uma camada densa precisa de ao menos uma unidade")
    }
    return units
  }

  func parameters(inputs: Int) -> [ParameterShape] {
    let matrix = ParameterShape(
      role: .weights, rows: inputs, columns: units, initializer: weights, fanIn: inputs,
      fanOut: units, penalty: penalty, constraint: constraint)
    let row = ParameterShape(
      role: .biases, rows: 1, columns: units, initializer: biases, fanIn: inputs, fanOut: units)
    return hasBias ? [matrix, row] : [matrix]
  }

  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    if s.slabs > 1, let team = s.team {
      return team.run(SlabOutputs(slabs: DenseSlabs(s, hasBias: hasBias)))
    }
    if hasBias { broadcast(s.parameters + s.inputs * units, s.rows, into: s.output) }
    let product = MatrixProduct(
      rows: s.rows, columns: units, inner: s.inputs, left: s.input, right: s.parameters,
      result: s.output, adds: hasBias, scratch: s.scratch)
    if let sparse = s.sparse {
      Number.addOutputs(product, sparse.list(0))
    } else {
      Number.multiply(product, team: s.team)
    }
  }

  /// Whether its products can leave out inputs that are 0.
  var takesSparseInputs: Bool { hasBias && units % 32 == 0 }

  /// Gives the input's gradient first, since whoever receives the weights' may change them.
  ///
  /// Those of slabs follow with `SlabGradients`.
  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    if s.slabs > 1, let team = s.team {
      guard let inputDelta = s.inputDelta else { return }
      return team.run(SlabInputDeltas(slabs: DenseSlabs(s, hasBias: hasBias), result: inputDelta))
    }
    if let inputDelta = s.inputDelta {
      Number.multiply(
        MatrixProduct(
          rows: s.rows, columns: s.inputs, inner: units, left: s.outputDelta,
          right: s.parameters, rightIsTransposed: true, result: inputDelta, scratch: s.scratch),
        team: s.team)
    }
    if hasBias { sumRows(s, 0..<units) }
    guard let receiver = s.receiver else {
      return Number.multiply(
        MatrixProduct(
          rows: s.inputs, columns: units, inner: s.rows, left: s.input, leftIsTransposed: true,
          right: s.outputDelta, result: s.gradient, scratch: s.scratch), team: s.team)
    }
    WeightGradient(memory: s, penalty: penalty, receiver: receiver).run()
    if hasBias { s.handOver(s.inputs * units..<(s.inputs + 1) * units) }
  }

  /// Gives the gradients of one slab of the weights and of its units' biases.
  func handOver<Number: NetworkNumber>(slab: Int, of s: StageMemory<Number>) {
    guard let receiver = s.receiver else { return }
    let slabs = DenseSlabs(s, hasBias: hasBias)
    WeightGradient(memory: s, penalty: penalty, receiver: receiver).handOver(slab, of: slabs)
    guard hasBias else { return }
    let columns = slab * slabs.width..<(slab + 1) * slabs.width
    sumRows(s, columns)
    s.handOver(
      s.inputs * units + columns.lowerBound..<s.inputs * units + columns.upperBound)
  }

  /// Ry = Rx W + x V + v, V and v being the direction.
  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    if hasBias { broadcast(t.direction + s.inputs * units, s.rows, into: t.output) }
    Number.multiply(
      MatrixProduct(
        rows: s.rows, columns: units, inner: s.inputs, left: s.input, right: t.direction,
        result: t.output, adds: hasBias, scratch: s.scratch), team: s.team)
    guard let input = t.input else { return }
    Number.multiply(
      MatrixProduct(
        rows: s.rows, columns: units, inner: s.inputs, left: input, right: s.parameters,
        result: t.output, adds: true, scratch: s.scratch), team: s.team)
  }

  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    var weights = MatrixProduct(
      rows: s.inputs, columns: units, inner: s.rows, left: s.input, leftIsTransposed: true,
      right: t.outputDelta, result: t.product, scratch: s.scratch)
    Number.multiply(weights, team: s.team)
    if let input = t.input {
      weights.left = UnsafePointer(input)
      weights.right = UnsafePointer(s.outputDelta)
      weights.adds = true
      Number.multiply(weights, team: s.team)
    }
    if hasBias { sumRows(t.outputDelta, s.rows, units, into: t.product + s.inputs * units) }
    guard let inputDelta = t.inputDelta else { return }
    var delta = MatrixProduct(
      rows: s.rows, columns: s.inputs, inner: units, left: t.outputDelta, right: s.parameters,
      rightIsTransposed: true, result: inputDelta, scratch: s.scratch)
    Number.multiply(delta, team: s.team)
    delta.left = UnsafePointer(s.outputDelta)
    delta.right = t.direction
    delta.adds = true
    Number.multiply(delta, team: s.team)
  }

  private func broadcast<Number: NetworkNumber>(
    _ row: UnsafePointer<Number>, _ rows: Int, into matrix: UnsafeMutablePointer<Number>
  ) {
    for index in 0..<rows { (matrix + index * units).update(from: row, count: units) }
  }

  /// The gradients of the biases of some units.
  private func sumRows<Number: NetworkNumber>(_ s: StageMemory<Number>, _ columns: Range<Int>) {
    sumRows(
      s.outputDelta + columns.lowerBound, s.rows, columns.count,
      into: s.gradient + (s.inputs * units + columns.lowerBound))
  }

  private func sumRows<Number: NetworkNumber>(
    _ matrix: UnsafePointer<Number>, _ rows: Int, _ columns: Int,
    into sums: UnsafeMutablePointer<Number>
  ) {
    sums.update(repeating: 0, count: columns)
    Number.addRows(matrix, rows: rows, columns: columns, stride: units, to: sums)
  }
}
