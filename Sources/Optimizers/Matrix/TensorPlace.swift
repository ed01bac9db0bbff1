import ReproducibleMath

/// Where one matrix, or vector, of a layout lies in the buffer.
struct TensorPlace: Sendable {
  let first: Int
  let stride: Int
  let rows: Int
  let columns: Int

  var count: Int { rows * columns }
  var isVector: Bool { rows == 1 }

  func read<Number: Real>(_ buffer: Span<Number>) -> Matrix<Number> {
    var values: [Number] = []
    values.reserveCapacity(count)
    for index in 0..<count { values.append(buffer[first + index * stride]) }
    return Matrix(rows: rows, columns: columns, values: values)
  }

  func write<Number: Real>(_ matrix: Matrix<Number>, to buffer: inout MutableSpan<Number>) {
    for index in 0..<count { buffer[first + index * stride] = matrix.values[index] }
  }

  /// The part of a slot that belongs to this tensor.
  func read<Number: Real>(_ slot: Int, of state: OptimizerState<Number>) -> Matrix<Number> {
    let start = slot * state.count + first
    return Matrix(
      rows: rows, columns: columns, values: (0..<count).map { state.slots[start + $0 * stride] })
  }

  func write<Number: Real>(
    _ matrix: Matrix<Number>, to slot: Int, of state: inout OptimizerState<Number>
  ) {
    let start = slot * state.count + first
    for index in 0..<count { state.slots[start + index * stride] = matrix.values[index] }
  }
}

extension Layout {
  var places: [TensorPlace] {
    switch self {
    case .lanes(let lanes, let dimension):
      (0..<lanes).map { TensorPlace(first: $0, stride: lanes, rows: 1, columns: dimension) }
    case .tensors(let tensors):
      tensors.map {
        TensorPlace(first: $0.offset, stride: 1, rows: $0.rows, columns: $0.columns)
      }
    }
  }
}

extension WeightDecay {
  /// What a rule that steps by whole matrices does about decay before its step.
  func apply<Number: Real>(
    to parameters: inout Matrix<Number>, gradient: inout Matrix<Number>, rate: Double
  ) {
    if case .l2(let strength) = self {
      gradient = gradient.mixed(1, Number(strength), parameters)
    }
    let factor = Number(shrinkage(rate))
    if factor != 1 { parameters = parameters.map { $0 * factor } }
  }

  func finish<Number: Real>(_ parameters: inout Matrix<Number>, rate: Double) {
    guard case .proximal(let strength) = self else { return }
    let divisor = Number(1 + rate * strength)
    parameters = parameters.map { $0 / divisor }
  }
}
