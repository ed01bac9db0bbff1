/// Where a frame's bytes stand, as films store them: all brightnesses, then, at half the
/// resolution, all differences of blue and all of red.
///
/// An odd width or height is filled up with a copy of the last column or row.
struct PlanarLayout: Hashable, Sendable {
  let width: Int
  let height: Int

  init(sourceWidth: Int, sourceHeight: Int) {
    width = (sourceWidth + 1) & ~1
    height = (sourceHeight + 1) & ~1
  }

  /// The smallest box around `box` that holds whole differences of colour.
  func whole(_ box: PixelBox) -> PixelBox {
    PixelBox(
      minX: box.minX & ~1, minY: box.minY & ~1, maxX: (box.maxX + 1) & ~1,
      maxY: (box.maxY + 1) & ~1)
  }

  /// Calls `body` with the bytes of each row of a whole box, in the order of a frame.
  func forEachRow(of box: PixelBox, _ body: (Range<Int>) -> Void) {
    func rows(_ start: Int, _ stride: Int, _ columns: Range<Int>, _ rows: Range<Int>) {
      for row in rows {
        let place = start + row * stride
        body(place + columns.lowerBound..<place + columns.upperBound)
      }
    }
    rows(0, width, box.minX..<box.maxX, box.minY..<box.maxY)
    let (columns, lines) = (box.minX / 2..<box.maxX / 2, box.minY / 2..<box.maxY / 2)
    let area = width * height
    rows(area, width / 2, columns, lines)
    rows(area / 4 * 5, width / 2, columns, lines)
  }
}

/// A whole box of a frame, its bytes in the order of a frame.
struct PlanarBox: Sendable {
  let box: PixelBox
  let bytes: [UInt8]
}

/// The frame that is shown: the base's bytes, but for some boxes.
struct PlanarFrame {
  let layout: PlanarLayout
  private let base: [UInt8]
  private(set) var bytes: [UInt8]
  /// Where the bytes are not the base's.
  private var changed: [PixelBox] = []

  init(_ base: Raster) {
    layout = PlanarLayout(sourceWidth: base.width, sourceHeight: base.height)
    var conversion = PlanarConversion(sourceWidth: base.width, sourceHeight: base.height)
    base.pixels.withUnsafeBufferPointer {
      conversion.convert($0, PixelBox(minX: 0, minY: 0, maxX: base.width, maxY: base.height))
    }
    self.base = conversion.takeFrame()[0].bytes
    bytes = self.base
  }

  /// Shows the base with these boxes on it.
  mutating func show(_ boxes: [PlanarBox]) {
    let (layout, changed) = (layout, changed)
    base.withUnsafeBufferPointer { base in
      bytes.withUnsafeMutableBufferPointer { bytes in
        func copy(_ source: Slice<UnsafeBufferPointer<UInt8>>, to place: Range<Int>) {
          _ = UnsafeMutableBufferPointer(rebasing: bytes[place])
            .update(fromContentsOf: UnsafeBufferPointer(rebasing: source))
        }
        for box in changed { layout.forEachRow(of: box) { copy(base[$0], to: $0) } }
        for box in boxes {
          box.bytes.withUnsafeBufferPointer { source in
            var next = 0
            layout.forEachRow(of: box.box) { row in
              copy(source[next..<next + row.count], to: row)
              next += row.count
            }
          }
        }
      }
    }
    self.changed = boxes.map(\.box)
  }
}
