import ReproducibleMath
import Testing

@testable import Networks

@Suite struct MatrixProductTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var rows, columns, inner: Int
    var testDescription: String { "\(rows)×\(inner) · \(inner)×\(columns)" }
  }

  static let shapes = [
    Shape(rows: 1, columns: 1, inner: 1), Shape(rows: 3, columns: 2, inner: 5),
    Shape(rows: 8, columns: 16, inner: 7), Shape(rows: 13, columns: 37, inner: 130),
    Shape(rows: 32, columns: 10, inner: 300), Shape(rows: 20, columns: 64, inner: 257),
    Shape(rows: 5, columns: 33, inner: 128), Shape(rows: 64, columns: 17, inner: 9),
  ]

  /// Computes with memory around the result, to see whether that is left alone.
  private func multiply<Number: NetworkNumber>(
    _ shape: Shape, _ left: [Number], _ right: [Number], leftIsTransposed: Bool,
    rightIsTransposed: Bool, adds: Bool
  ) -> [Number] {
    let count = shape.rows * shape.columns
    var memory = [Number](repeating: 0.5, count: count + 2)
    var scratch = [Number](repeating: .nan, count: MatrixProduct<Number>.scratchCount)
    memory.withUnsafeMutableBufferPointer { memory in
      scratch.withUnsafeMutableBufferPointer { scratch in
        left.withUnsafeBufferPointer { left in
          right.withUnsafeBufferPointer { right in
            guard let result = memory.baseAddress, let scratch = scratch.baseAddress,
              let left = left.baseAddress, let right = right.baseAddress
            else { return }
            Number.multiply(
              MatrixProduct(
                rows: shape.rows, columns: shape.columns, inner: shape.inner, left: left,
                leftIsTransposed: leftIsTransposed, right: right,
                rightIsTransposed: rightIsTransposed, result: result + 1, adds: adds,
                scratch: scratch))
          }
        }
      }
    }
    #expect(memory[0] == 0.5 && memory[count + 1] == 0.5)
    return Array(memory[1...count])
  }

  private func transposed<Number>(_ matrix: [Number], rows: Int, columns: Int) -> [Number] {
    (0..<columns).flatMap { column in (0..<rows).map { matrix[$0 * columns + column] } }
  }

  @Test(
    "Each Double is the plain sum, in order, to the bit, however the factors are stored",
    arguments: shapes)
  func doubles(shape: Shape) {
    let left = numbers(shape.rows * shape.inner, seed: 1)
    let right = numbers(shape.inner * shape.columns, seed: 2)
    for adds in [false, true] {
      var expected: [Double] = []
      for row in 0..<shape.rows {
        for column in 0..<shape.columns {
          var sum = adds ? 0.5 : 0
          for index in 0..<shape.inner {
            sum += left[row * shape.inner + index] * right[index * shape.columns + column]
          }
          expected.append(sum)
        }
      }
      let leftColumns = transposed(left, rows: shape.rows, columns: shape.inner)
      let rightColumns = transposed(right, rows: shape.inner, columns: shape.columns)
      for (leftStored, leftIsTransposed) in [(left, false), (leftColumns, true)] {
        for (rightStored, rightIsTransposed) in [(right, false), (rightColumns, true)] {
          let result = multiply(
            shape, leftStored, rightStored, leftIsTransposed: leftIsTransposed,
            rightIsTransposed: rightIsTransposed, adds: adds)
          #expect(result == expected)
        }
      }
    }
  }

  @Test("Each Float is the sum to a Float's precision", arguments: shapes)
  func floats(shape: Shape) {
    let left = numbers(shape.rows * shape.inner, seed: 1).map { Float($0) }
    let right = numbers(shape.inner * shape.columns, seed: 2).map { Float($0) }
    let result = multiply(
      shape, left, right, leftIsTransposed: false, rightIsTransposed: false, adds: true)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        var sum = 0.5, size = 0.5
        for index in 0..<shape.inner {
          let product =
            left[row * shape.inner + index].double * right[index * shape.columns + column].double
          sum += product
          size += abs(product)
        }
        #expect(abs(result[row * shape.columns + column].double - sum) < 1e-6 * size)
      }
    }
  }
}
