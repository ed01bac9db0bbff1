import LossSurfaces
import ReproducibleMath

extension LossSurface {
  /// Newton's method from a point near a stationary one, until the steps are lost in rounding.
  mutating func polished(_ start: [Double]) -> [Double] {
    var point = start
    for _ in 0..<50 {
      let rows = hessian(at: point.span)
      guard let step = Self.solve(rows, slope(at: point)) else { return point }
      let moved = zip(point, step).map { $0 - $1 }
      if zip(point, moved).allSatisfy({ abs($0 - $1) <= 1e-16 * (1 + abs($0)) }) { return moved }
      point = moved
    }
    return point
  }

  /// The eigenvalues of the Hessian, by Jacobi's rotations.
  mutating func curvatures(at point: [Double]) -> [Double] {
    let count = dimension
    var matrix = hessian(at: point.span)
    for _ in 0..<30 {
      for first in 0..<count {
        for second in first + 1..<max(count, first + 1) {
          Self.rotate(&matrix, count, first, second)
        }
      }
    }
    return (0..<count).map { matrix[$0 * count + $0] }
  }

  /// Turns two coordinates so that the entry that couples them vanishes.
  private static func rotate(_ matrix: inout [Double], _ count: Int, _ p: Int, _ q: Int) {
    let coupling = matrix[p * count + q]
    guard coupling != 0 else { return }
    let ratio = (matrix[q * count + q] - matrix[p * count + p]) / (2 * coupling)
    let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for k in 0..<count {
      let (a, b) = (matrix[k * count + p], matrix[k * count + q])
      matrix[k * count + p] = cosine * a - sine * b
      matrix[k * count + q] = sine * a + cosine * b
    }
    for k in 0..<count {
      let (a, b) = (matrix[p * count + k], matrix[q * count + k])
      matrix[p * count + k] = cosine * a - sine * b
      matrix[q * count + k] = sine * a + cosine * b
    }
  }

  /// Elimination with exchange of rows; nil for a singular matrix.
  static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    let count = right.count
    var (matrix, right) = (matrix, right)
    for pivot in 0..<count {
      let row = (pivot..<count).max {
        abs(matrix[$0 * count + pivot]) < abs(matrix[$1 * count + pivot])
      }
      guard let row, matrix[row * count + pivot] != 0, matrix[row * count + pivot].isFinite else {
        return nil
      }
      for column in 0..<count { matrix.swapAt(pivot * count + column, row * count + column) }
      right.swapAt(pivot, row)
      for row in 0..<count where row != pivot {
        let factor = matrix[row * count + pivot] / matrix[pivot * count + pivot]
        for column in pivot..<count {
          matrix[row * count + column] -= factor * matrix[pivot * count + column]
        }
        right[row] -= factor * right[pivot]
      }
    }
    return (0..<count).map { right[$0] / matrix[$0 * count + $0] }
  }
}
