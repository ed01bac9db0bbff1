import ReproducibleMath

/// A piece of a flat buffer as a table: `rows` rows of `width` numbers, `stride` apart.
///
/// In a batch the columns are lanes, each with sums of its own; a tensor is cut into rows of
/// `columns` numbers whose sums are added at the end, in order, so that both loops vectorise and
/// no sum depends on the processor.
struct MeasuredBlock {
  var first: Int
  var rows: Int
  var width: Int
  var stride: Int

  static let columns = 16

  /// The columns of lanes `lanes` in a batch.
  static func lanes(_ lanes: Range<Int>, of count: Int, dimension: Int) -> MeasuredBlock {
    MeasuredBlock(first: lanes.lowerBound, rows: dimension, width: lanes.count, stride: count)
  }

  /// A tensor in one or two blocks: the whole rows and the rest.
  static func tensor(_ tensor: Layout.Tensor) -> [MeasuredBlock] {
    let rows = tensor.count / columns
    let rest = tensor.count % columns
    let whole = MeasuredBlock(first: tensor.offset, rows: rows, width: columns, stride: columns)
    let tail = MeasuredBlock(
      first: tensor.offset + rows * columns, rows: 1, width: rest, stride: rest)
    return (rows > 0 ? [whole] : []) + (rest > 0 ? [tail] : [])
  }
}
