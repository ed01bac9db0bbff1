/// The eigenvalues and eigenvectors of a symmetric matrix, found by rotations in a fixed order.
///
/// Cyclic Jacobi: slower than the usual reductions, but as accurate as the matrix allows, and the
/// same bits on every machine. C. Jacobi, 1846; H. Rutishauser, "The Jacobi method for real symmetric
/// matrices", 1966.
public struct SymmetricEigen<Number: Real>: Sendable {
  /// From the smallest to the largest.
  public private(set) var values: [Number]
  /// `vectors[k]` belongs to `values[k]`; its largest component is positive.
  public private(set) var vectors: [[Number]]

  /// - Parameter rows: the matrix, row by row; only its symmetric part is read.
  public init(_ rows: [[Number]]) {
    let size = rows.count
    var matrix = (0..<size).map { i in (0..<size).map { j in (rows[i][j] + rows[j][i]) / 2 } }
    var basis = (0..<size).map { i in (0..<size).map { j in Number(i == j ? 1.0 : 0) } }
    // Convergence is quadratic: ten sweeps are many; a matrix with NaN never converges.
    for _ in 0..<40 where !Self.isDiagonal(matrix) {
      for p in 0..<max(size - 1, 0) {
        for q in p + 1..<size { Self.rotate(&matrix, &basis, p, q) }
      }
    }
    let order = (0..<size).sorted { (matrix[$0][$0], $0) < (matrix[$1][$1], $1) }
    values = order.map { matrix[$0][$0] }
    vectors = order.map { Self.oriented(basis[$0]) }
  }

  /// Whether what is left beside the diagonal is below the rounding of the diagonal.
  private static func isDiagonal(_ matrix: [[Number]]) -> Bool {
    for (i, row) in matrix.enumerated() {
      for j in 0..<i where abs(row[j]) > .ulpOfOne / 4 * Number.root(abs(row[i] * matrix[j][j])) {
        return false
      }
    }
    return true
  }

  /// Turns the plane of two axes so that their common entry vanishes; `basis` holds a vector a row.
  private static func rotate(
    _ matrix: inout [[Number]], _ basis: inout [[Number]], _ p: Int, _ q: Int
  ) {
    let entry = matrix[p][q]
    guard entry != 0 else { return }
    let half = (matrix[q][q] - matrix[p][p]) / (2 * entry)
    let root = abs(half) + Number.root(half * half + 1)
    let tangent = half >= 0 ? 1 / root : -1 / root
    let cosine = 1 / Number.root(tangent * tangent + 1)
    let sine = tangent * cosine
    matrix[p][p] -= tangent * entry
    matrix[q][q] += tangent * entry
    matrix[p][q] = 0
    matrix[q][p] = 0
    for k in matrix.indices where k != p && k != q {
      let (a, b) = (matrix[k][p], matrix[k][q])
      matrix[k][p] = cosine * a - sine * b
      matrix[k][q] = sine * a + cosine * b
      matrix[p][k] = matrix[k][p]
      matrix[q][k] = matrix[k][q]
    }
    for k in matrix.indices {
      let (a, b) = (basis[p][k], basis[q][k])
      basis[p][k] = cosine * a - sine * b
      basis[q][k] = sine * a + cosine * b
    }
  }

  private static func oriented(_ vector: [Number]) -> [Number] {
    let largest = vector.indices.max { abs(vector[$0]) < abs(vector[$1]) }
    guard let largest, vector[largest] < 0 else { return vector }
    return vector.map { -$0 }
  }
}
