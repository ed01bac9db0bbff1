import ReproducibleMath

/// The two bases in which SOAP sees one matrix; nil for a side that keeps its own axes.
struct Bases<Number: Real> {
  private var sums: [Matrix<Number>?]
  /// One basis vector a column.
  private var vectors: [Matrix<Number>?]

  init(_ block: Int, _ place: TensorPlace, _ state: OptimizerState<Number>) {
    func read(_ block: Int, _ size: Int) -> Matrix<Number>? {
      guard !state.blocks[block].isEmpty else { return nil }
      return Matrix(rows: size, columns: size, values: state.blocks[block])
    }
    sums = [read(block, place.rows), read(block + 2, place.columns)]
    vectors = [read(block + 1, place.rows), read(block + 3, place.columns)]
  }

  func write(_ block: Int, to state: inout OptimizerState<Number>) {
    for side in 0..<2 {
      state.blocks[block + 2 * side] = sums[side]?.values ?? []
      state.blocks[block + 2 * side + 1] = vectors[side]?.values ?? []
    }
  }

  mutating func learn(_ slope: Matrix<Number>, by share: Number) {
    sums[0]?.approach(slope.times(slope.transposed), by: share)
    sums[1]?.approach(slope.transposed.times(slope), by: share)
  }

  /// The eigenvectors of the sums, those of the largest eigenvalues first.
  mutating func find() {
    vectors = sums.map { sum in
      guard let sum else { return nil }
      let found = sum.eigen.vectors.reversed()
      return Matrix(rows: sum.rows, columns: sum.rows, values: found.flatMap(\.self)).transposed
    }
  }

  /// One orthogonal iteration, after sorting by what the old vectors say of the eigenvalues.
  mutating func renew(reordering variance: inout Matrix<Number>) {
    for side in 0..<2 {
      guard let sum = sums[side], let old = vectors[side] else { continue }
      let product = sum.times(old)
      let estimates = (0..<sum.rows).map { column in
        (0..<sum.rows).reduce(0) { $0 + old[$1, column] * product[$1, column] }
      }
      let order = estimates.indices.sorted { (estimates[$1], $0) < (estimates[$0], $1) }
      variance = side == 0 ? variance.rows(order) : variance.transposed.rows(order).transposed
      vectors[side] = product.transposed.rows(order).transposed.orthogonalized
    }
  }

  /// QᵀXP.
  func turned(_ matrix: Matrix<Number>) -> Matrix<Number> {
    var result = matrix
    if let left = vectors[0] { result = left.transposed.times(result) }
    if let right = vectors[1] { result = result.times(right) }
    return result
  }

  /// QXPᵀ.
  func turnedBack(_ matrix: Matrix<Number>) -> Matrix<Number> {
    var result = matrix
    if let left = vectors[0] { result = left.times(result) }
    if let right = vectors[1] { result = result.times(right.transposed) }
    return result
  }
}

extension Matrix {
  func rows(_ order: [Int]) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      values: order.flatMap { values[$0 * columns..<($0 + 1) * columns] })
  }

  /// The Q of a QR factorization by Householder's reflections.
  var orthogonalized: Matrix {
    var rest = self
    var result = Matrix(diagonal: 1, size: rows)
    var reflections: [[Number]] = []
    for column in 0..<columns {
      var mirror = [Number](repeating: 0, count: rows)
      for row in column..<rows { mirror[row] = rest[row, column] }
      let size = mirror.norm
      guard size > 0 else { continue }
      mirror[column] += mirror[column] > 0 ? size : -size
      let square = mirror.dot(mirror)
      guard square > 0 else { continue }
      rest.reflect(mirror, square)
      reflections.append(mirror)
    }
    for mirror in reflections.reversed() { result.reflect(mirror, mirror.dot(mirror)) }
    return result
  }

  /// Subtracts 2vvᵀ / ‖v‖² of it.
  private mutating func reflect(_ mirror: [Number], _ square: Number) {
    for column in 0..<columns {
      var share: Number = 0
      for row in 0..<rows { share += mirror[row] * self[row, column] }
      share = 2 * share / square
      for row in 0..<rows { self[row, column] -= share * mirror[row] }
    }
  }
}
