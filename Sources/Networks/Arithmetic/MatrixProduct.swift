public import ReproducibleMath

/// The product of two matrices in memory: result = left · right, or result += that.
///
/// `result` is `rows` × `columns`, `left` `rows` × `inner`, `right` `inner` × `columns`; strides say
/// how far apart neighbours are, so that a part or a transpose is a matter of strides.
public struct MatrixProduct<Number: Real> {
  var rows: Int
  var columns: Int
  let inner: Int
  var left: UnsafePointer<Number>
  let leftRowStride: Int
  let leftInnerStride: Int
  var right: UnsafePointer<Number>
  let rightInnerStride: Int
  let rightColumnStride: Int
  var result: UnsafeMutablePointer<Number>
  let resultStride: Int
  /// Adds to the result, which otherwise is overwritten.
  var adds: Bool
  /// Room for `scratchCount` numbers.
  var scratch: UnsafeMutablePointer<Number>

  /// Matrices that are stored row by row without gaps, or as their transposes.
  init(
    rows: Int, columns: Int, inner: Int, left: UnsafePointer<Number>,
    leftIsTransposed: Bool = false, right: UnsafePointer<Number>, rightIsTransposed: Bool = false,
    result: UnsafeMutablePointer<Number>, adds: Bool = false, scratch: UnsafeMutablePointer<Number>
  ) {
    self.rows = rows
    self.columns = columns
    self.inner = inner
    self.left = left
    leftRowStride = leftIsTransposed ? 1 : inner
    leftInnerStride = leftIsTransposed ? rows : 1
    self.right = right
    rightInnerStride = rightIsTransposed ? 1 : columns
    rightColumnStride = rightIsTransposed ? inner : 1
    self.result = result
    resultStride = columns
    self.adds = adds
    self.scratch = scratch
  }

  /// How many inner indices are packed at once, so that they stay in the nearest cache.
  static var blockDepth: Int { 128 }
  /// A packed block of columns, and a block of the result; no pair of vectors has more than 32 lanes.
  static var scratchCount: Int { (blockDepth + 8) * 32 }

  /// One of `count` parts of the result, which together are all of it; nil if nothing is left for it.
  ///
  /// Each has scratch memory of its own.
  func part(_ index: Int, of count: Int) -> MatrixProduct? {
    var part = self
    part.scratch = scratch + index * Self.scratchCount
    if rows > columns {
      let range = Self.share(rows, index, count, unit: 8)
      part.rows = range.count
      part.left = left + range.lowerBound * leftRowStride
      part.result = result + range.lowerBound * resultStride
    } else {
      let range = Self.share(columns, index, count, unit: 32)
      part.columns = range.count
      part.right = right + range.lowerBound * rightColumnStride
      part.result = result + range.lowerBound
    }
    return part.rows > 0 && part.columns > 0 ? part : nil
  }

  /// Shares differ by at most one unit.
  private static func share(_ total: Int, _ index: Int, _ count: Int, unit: Int) -> Range<Int> {
    let units = (total + unit - 1) / unit
    return min(units * index / count * unit, total)..<min(units * (index + 1) / count * unit, total)
  }
}

extension NetworkNumber {
  /// Multiplies, on the threads of a team where that is worth their while.
  static func multiply(_ product: MatrixProduct<Self>, team: WorkerTeam?) {
    guard let team, team.count > 1, product.rows * product.columns * product.inner >= 1 << 18
    else { return multiply(product) }
    team.run(SharedProduct(product: product, count: team.count))
  }
}

/// A product that the threads of a team compute together.
private struct SharedProduct<Number: NetworkNumber>: TeamWork {
  let product: MatrixProduct<Number>
  let count: Int

  func takePart(_ index: Int) {
    guard let part = product.part(index, of: count) else { return }
    flushingDenormals { Number.multiply(part) }
  }
}
