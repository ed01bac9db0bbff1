public import ReproducibleMath

/// The product of two matrices in memory, row by row: result = left · right, or result += that.
///
/// `result` is `rows` × `columns`; `left` is `rows` × `inner`, or stored as its transpose; `right`
/// is `inner` × `columns`, or stored as its transpose.
public struct MatrixProduct<Number: Real> {
  var rows: Int
  var columns: Int
  var inner: Int
  var left: UnsafePointer<Number>
  var leftIsTransposed = false
  var right: UnsafePointer<Number>
  var rightIsTransposed = false
  var result: UnsafeMutablePointer<Number>
  /// Adds to the result, which otherwise is overwritten.
  var adds = false
  /// Room for `scratchCount` numbers.
  var scratch: UnsafeMutablePointer<Number>

  /// How many inner indices are packed at once, so that they stay in the nearest cache.
  static var blockDepth: Int { 128 }
  /// A packed block of columns, and a block of the result; no vector pair has more than 32 lanes.
  static var scratchCount: Int { (blockDepth + 8) * 32 }

  /// How far apart neighbours of a row, and of a column, of the left factor are stored.
  var leftRowStride: Int { leftIsTransposed ? 1 : inner }
  var leftInnerStride: Int { leftIsTransposed ? rows : 1 }
}
