import ReproducibleMath

/// A dense matrix, row by row; every sum runs in one fixed order.
struct Matrix<Number: Real>: Sendable, Hashable {
  let rows: Int
  let columns: Int
  var values: [Number]

  init(rows: Int, columns: Int, values: [Number]) {
    precondition(values.count == rows * columns)
    (self.rows, self.columns, self.values) = (rows, columns, values)
  }

  init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, values: Array(repeating: 0, count: rows * columns))
  }

  /// `number` on the diagonal.
  init(diagonal number: Number, size: Int) {
    self.init(rows: size, columns: size)
    for index in 0..<size { values[index * size + index] = number }
  }

  subscript(row: Int, column: Int) -> Number {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result.values[column * rows + row] = self[row, column] }
    }
    return result
  }

  /// √Σa².
  var norm: Number { values.norm }

  /// Each entry is added up from the first to the last product; the inner loop runs over columns,
  /// so that it vectorises all the same.
  func times(_ other: Matrix) -> Matrix {
    precondition(columns == other.rows)
    var result = Matrix(rows: rows, columns: other.columns)
    let (inner, width) = (columns, other.columns)
    values.withUnsafeBufferPointer { a in
      other.values.withUnsafeBufferPointer { b in
        result.values.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          for row in 0..<rows {
            let target = c + row * width
            for k in 0..<inner {
              let factor = a[row * inner + k]
              let source = b + k * width
              for column in 0..<width { target[column] += factor * source[column] }
            }
          }
        }
      }
    }
    return result
  }

  func map<Other: Real>(_ change: (Number) -> Other) -> Matrix<Other> {
    Matrix<Other>(rows: rows, columns: columns, values: values.map(change))
  }

  /// a·self + b·other.
  func mixed(_ a: Number, _ b: Number, _ other: Matrix) -> Matrix {
    var result = self
    for index in values.indices {
      result.values[index] = a * values[index] + b * other.values[index]
    }
    return result
  }

  /// Moves each entry towards `other` by a share of the way.
  mutating func approach(_ other: Matrix, by share: Number) {
    for index in values.indices {
      values[index] += share * (other.values[index] - values[index])
    }
  }

  var eigen: SymmetricEigen<Number> {
    SymmetricEigen((0..<rows).map { Array(values[$0 * columns..<($0 + 1) * columns]) })
  }
}
