/// Pixels as entries of a palette.
struct IndexedFrame: FrameConversion {
  private let width: Int
  private var map: PaletteIndex
  private var frame: [UInt8]

  init(width: Int, height: Int, palette: Palette) {
    self.width = width
    map = PaletteIndex(palette)
    frame = Array(repeating: 0, count: width * height)
  }

  mutating func takeFrame() -> [UInt8] { frame }

  mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox) {
    frame.withUnsafeMutableBufferPointer { indices in
      for y in box.minY..<box.maxY {
        let row = y * width + box.minX..<y * width + box.maxX
        map.map(
          UnsafeBufferPointer(rebasing: pixels[row]),
          into: UnsafeMutableBufferPointer(rebasing: indices[row]))
      }
    }
  }
}

/// Pixels as they are, in bytes from blue to opacity.
struct InterleavedFrame: FrameConversion {
  private let width: Int
  private var frame: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    frame = Array(repeating: 0, count: 4 * width * height)
  }

  mutating func takeFrame() -> [UInt8] { frame }

  mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox) {
    frame.withUnsafeMutableBytes { bytes in
      for y in box.minY..<box.maxY {
        for index in y * width + box.minX..<y * width + box.maxX {
          bytes.storeBytes(
            of: pixels[index].littleEndian, toByteOffset: 4 * index, as: UInt32.self)
        }
      }
    }
  }
}
