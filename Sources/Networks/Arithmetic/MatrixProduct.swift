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
  var leftRowStride: Int
  let leftInnerStride: Int
  var right: UnsafePointer<Number>
  var rightInnerStride: Int
  let rightColumnStride: Int
  var result: UnsafeMutablePointer<Number>
  var resultStride: Int
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

  /// How many inner indices are multiplied at once, so that their columns stay in the nearest cache.
  static var blockDepth: Int { 128 }
  /// A packed block of columns, and a block of the result; no pair of vectors has more than 32 lanes.
  static var packedCount: Int { (blockDepth + 8) * 32 }
  /// Part of a result that stays in the nearest cache until somebody has read it.
  static var panelCount: Int { 4096 }
  /// The same of a product over a block of inputs that are not 0, of as many columns.
  static var sparsePanelCount: Int { 8192 }
  static var scratchCount: Int { packedCount + max(panelCount, sparsePanelCount) }

  /// Whether columns of the right factor are read where they stand: rows a page apart, read again and
  /// again, would evict each other.
  var readsInPlace: Bool {
    rightColumnStride == 1 && rows < 256
      && rightInnerStride * MemoryLayout<Number>.stride < 4096
  }

  /// One of `count` parts of the result, which together are all of it; nil if nothing is left for it.
  ///
  /// Each has scratch memory of its own. A tall result is cut into rows that follow one another: of
  /// columns side by side, a core would fetch its neighbour's ahead of use and take them away from it.
  /// No group of `unit` rows is cut.
  func part(_ index: Int, of count: Int, unit: Int = 8) -> MatrixProduct? {
    var part =
      rows > columns
      ? block(rows: Self.share(rows, index, count, unit: unit), columns: 0..<columns)
      : block(rows: 0..<rows, columns: Self.share(columns, index, count, unit: 32))
    part.scratch = scratch + index * Self.scratchCount
    return part.rows > 0 && part.columns > 0 ? part : nil
  }

  /// Whether it takes longer than waking another thread.
  var isWorthSharing: Bool { Self.isWorthSharing(rows * columns * inner) }

  static func isWorthSharing(_ products: Int) -> Bool { products >= 1 << 18 }

  /// The product that writes a rectangle of the result.
  func block(rows: Range<Int>, columns: Range<Int>) -> MatrixProduct {
    var block = self
    block.rows = rows.count
    block.columns = columns.count
    block.left = left + rows.lowerBound * leftRowStride
    block.right = right + columns.lowerBound * rightColumnStride
    block.result = result + (rows.lowerBound * resultStride + columns.lowerBound)
    return block
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
    guard let team, product.isWorthSharing else { return multiply(product) }
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
