/// Pixels as brightness and two differences of colour (BT.709, from 16 to 235 and 240): the boxes
/// in which a frame is not its base.
struct PlanarConversion: FrameConversion {
  static let holdsChangesAlone = true

  private let sourceWidth: Int
  private let sourceHeight: Int
  private let layout: PlanarLayout
  private var boxes: [PlanarBox] = []

  init(sourceWidth: Int, sourceHeight: Int) {
    self.sourceWidth = sourceWidth
    self.sourceHeight = sourceHeight
    layout = PlanarLayout(sourceWidth: sourceWidth, sourceHeight: sourceHeight)
  }

  mutating func takeFrame() -> [PlanarBox] {
    defer { boxes = [] }
    return boxes
  }

  mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox) {
    let box = layout.whole(box)
    guard !box.isEmpty, let source = pixels.baseAddress else { return }
    let (width, area) = (box.maxX - box.minX, (box.maxX - box.minX) * (box.maxY - box.minY))
    let bytes = [UInt8](unsafeUninitializedCapacity: area / 2 * 3) { buffer, count in
      guard let bytes = buffer.baseAddress else { return }
      for y in stride(from: box.minY, to: box.maxY, by: 2) {
        let pair = (y - box.minY) / 2
        convert(
          (source + y * sourceWidth, source + min(y + 1, sourceHeight - 1) * sourceWidth),
          box.minX..<box.maxX,
          Target(
            upper: bytes + 2 * pair * width, lower: bytes + (2 * pair + 1) * width,
            blue: bytes + area + pair * width / 2, red: bytes + area / 4 * 5 + pair * width / 2))
      }
      count = area / 2 * 3
    }
    boxes.append(PlanarBox(box: box, bytes: bytes))
  }

  /// Where the bytes of two rows go.
  private struct Target {
    let upper: UnsafeMutablePointer<UInt8>
    let lower: UnsafeMutablePointer<UInt8>
    let blue: UnsafeMutablePointer<UInt8>
    let red: UnsafeMutablePointer<UInt8>
  }

  @inline(__always)
  private func convert(
    _ rows: (UnsafePointer<UInt32>, UnsafePointer<UInt32>), _ columns: Range<Int>, _ target: Target
  ) {
    var column = 0
    let lanes = min(columns.upperBound, sourceWidth) - columns.lowerBound
    while column + 16 <= lanes {
      let upper = Self.load(rows.0 + columns.lowerBound + column)
      let lower = Self.load(rows.1 + columns.lowerBound + column)
      Self.store(ColorMatrix.brightness(upper), target.upper + column)
      Self.store(ColorMatrix.brightness(lower), target.lower + column)
      let (blue, red) = ColorMatrix.differences(upper, lower)
      Self.store(blue, target.blue + column / 2)
      Self.store(red, target.red + column / 2)
      column += 16
    }
    while column < columns.count {
      let left = columns.lowerBound + column
      let right = min(left + 1, sourceWidth - 1)
      let upper = SIMD2(rows.0[left], rows.0[right])
      let lower = SIMD2(rows.1[left], rows.1[right])
      Self.store(ColorMatrix.brightness(upper), target.upper + column)
      Self.store(ColorMatrix.brightness(lower), target.lower + column)
      let (blue, red) = ColorMatrix.differences(upper, lower)
      target.blue[column / 2] = blue
      target.red[column / 2] = red
      column += 2
    }
  }

  @inline(__always)
  private static func load(_ place: UnsafePointer<UInt32>) -> SIMD16<UInt32> {
    UnsafeRawPointer(place).loadUnaligned(as: SIMD16<UInt32>.self)
  }

  @inline(__always)
  private static func store<Lanes: SIMD>(_ lanes: Lanes, _ place: UnsafeMutablePointer<UInt8>)
  where Lanes.Scalar == UInt8 {
    UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: Lanes.self)
  }
}
