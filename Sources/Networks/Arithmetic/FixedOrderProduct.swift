import CVectorMath
import ReproducibleMath

/// Matrix products whose sums run over the inner index from first to last, one number after the
/// other, whatever the processor and the number of threads.
///
/// The lanes of a vector are columns of the result, so that no sum is ever split.
enum FixedOrderProduct<Vector: Lanes> {
  typealias Number = Vector.Number

  /// `tall` is the tile that the registers of the processor hold.
  @inline(__always)
  static func multiply<Tall: RowTile<Pair<Vector>>>(
    _ product: MatrixProduct<Number>, tall: Tall.Type
  ) {
    var column = 0
    while column < product.columns {
      let left = product.columns - column
      if left > Vector.width {
        fillColumns(
          product, column, min(left, 2 &* Vector.width), tall, FourRows.self, OneRow.self)
        column += 2 &* Vector.width
      } else {
        fillColumns(
          product, column, left, EightRows<Vector>.self, FourRows.self, OneRow.self)
        column += Vector.width
      }
    }
  }

  /// Fills `count` columns of the result, which are all lanes or fewer, block of inner indices by
  /// block.
  @inline(__always)
  private static func fillColumns<Group: Lanes<Number>, Tall: RowTile<Group>>(
    _ product: MatrixProduct<Number>, _ column: Int, _ count: Int, _ tall: Tall.Type,
    _ low: FourRows<Group>.Type, _ single: OneRow<Group>.Type
  ) {
    let isInPlace = product.readsInPlace && count == Group.width
    var start = 0
    while start < product.inner {
      let depth = min(MatrixProduct<Number>.blockDepth, product.inner - start)
      let slice: Slice
      if isInPlace {
        slice = Slice(
          right: product.right + (start &* product.rightInnerStride &+ column),
          stride: product.rightInnerStride, start: start, depth: depth)
      } else {
        pack(product, column, count, start, depth, Group.self)
        slice = Slice(
          right: UnsafePointer(product.scratch), stride: Group.width, start: start, depth: depth)
      }
      var row = 0
      while row + Tall.rowCount <= product.rows {
        fill(product, row, column, count, slice, tall)
        row += Tall.rowCount
      }
      while row + 4 <= product.rows {
        fill(product, row, column, count, slice, low)
        row += 4
      }
      while row < product.rows {
        fill(product, row, column, count, slice, single)
        row += 1
      }
      start += depth
    }
  }

  /// Neighbouring inner indices, and their columns of the right factor, whose rows are `stride` apart.
  private struct Slice {
    var right: UnsafePointer<Number>
    var stride: Int
    var start: Int
    var depth: Int
  }

  /// Copies the columns of the right factor side by side: strided, they would evict each other.
  @inline(__always)
  private static func pack<Group: Lanes<Number>>(
    _ product: MatrixProduct<Number>, _ column: Int, _ count: Int, _ start: Int, _ depth: Int,
    _ group: Group.Type
  ) {
    var target = product.scratch
    var source =
      product.right + (start &* product.rightInnerStride &+ column &* product.rightColumnStride)
    var packed = 0
    if product.rightInnerStride == 1 && count == Group.width {
      while packed + Group.depth <= depth {
        Group.transpose(source, product.rightColumnStride, into: target, Group.width)
        source += Group.depth
        target += Group.depth &* Group.width
        packed &+= Group.depth
      }
    }
    for _ in packed..<depth {
      if product.rightColumnStride != 1 {
        for lane in 0..<count { target[lane] = source[lane &* product.rightColumnStride] }
      } else if count == Group.width {
        // Rows are too far apart for the processor to guess; their lines may be another core's.
        let ahead = UnsafeRawPointer(source + 8 &* product.rightInnerStride)
        vector_math_prefetch(ahead)
        vector_math_prefetch(ahead + 64)
        Group(source).store(target)
      } else {
        for lane in 0..<count { target[lane] = source[lane] }
      }
      for lane in count..<Group.width { target[lane] = 0 }
      source += product.rightInnerStride
      target += Group.width
    }
  }

  @inline(__always)
  private static func fill<Tile: RowTile>(
    _ product: MatrixProduct<Number>, _ row: Int, _ column: Int, _ count: Int, _ slice: Slice,
    _ tile: Tile.Type
  ) where Tile.Group: Lanes<Number> {
    let isKept = product.adds || slice.start > 0
    let result = product.result + (row &* product.resultStride &+ column)
    if count == Tile.Group.width {
      sum(product, row, slice, result, product.resultStride, isKept, tile)
      return
    }
    // Fewer columns than lanes: through a block of the scratch memory that has them all.
    let width = Tile.Group.width
    let block = product.scratch + MatrixProduct<Number>.blockDepth &* 32
    if isKept {
      for line in 0..<Tile.rowCount {
        for lane in 0..<count {
          block[line &* width &+ lane] = result[line &* product.resultStride &+ lane]
        }
      }
    }
    sum(product, row, slice, block, width, isKept, tile)
    for line in 0..<Tile.rowCount {
      for lane in 0..<count {
        result[line &* product.resultStride &+ lane] = block[line &* width &+ lane]
      }
    }
  }

  @inline(__always)
  private static func sum<Tile: RowTile>(
    _ product: MatrixProduct<Number>, _ row: Int, _ slice: Slice,
    _ result: UnsafeMutablePointer<Number>, _ stride: Int, _ isKept: Bool, _ tile: Tile.Type
  ) where Tile.Group: Lanes<Number> {
    let innerStride = product.leftInnerStride
    let rows = Tile.rows(
      product.left + (row &* product.leftRowStride &+ slice.start &* innerStride),
      product.leftRowStride)
    var right = slice.right, index = 0
    var tile = Tile(result, stride, isKept: isKept)
    for _ in 0..<slice.depth {
      tile.add(rows, index, times: Tile.Group(right))
      index &+= innerStride
      right += slice.stride
    }
    tile.store(result, stride)
  }
}
