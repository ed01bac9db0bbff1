/// Pixels as entries of a palette.
struct IndexedFrame: FrameConversion {
  private let width: Int
  private var map: PaletteIndex
  private(set) var frame: [UInt8]

  init(width: Int, height: Int, palette: Palette) {
    self.width = width
    map = PaletteIndex(palette)
    frame = Array(repeating: 0, count: width * height)
  }

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
  private(set) var frame: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    frame = Array(repeating: 0, count: 4 * width * height)
  }

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

/// Pixels as brightness and, at half the resolution, two differences of colour (BT.709, from 16 to
/// 235 and 240), as films store them.
///
/// An odd width or height is filled up with a copy of the last column or row.
struct PlanarFrame: FrameConversion {
  let width: Int
  let height: Int
  private let sourceWidth: Int
  private let sourceHeight: Int
  /// All brightnesses, then all differences of blue, then those of red.
  private(set) var frame: [UInt8]

  init(sourceWidth: Int, sourceHeight: Int) {
    self.sourceWidth = sourceWidth
    self.sourceHeight = sourceHeight
    width = (sourceWidth + 1) & ~1
    height = (sourceHeight + 1) & ~1
    frame = Array(repeating: 0, count: width * height * 3 / 2)
  }

  mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox) {
    let (width, area) = (width, width * height)
    let (lastX, lastY) = (sourceWidth - 1, sourceHeight - 1)
    frame.withUnsafeMutableBufferPointer { planes in
      for y in stride(from: box.minY & ~1, to: box.maxY, by: 2) {
        let upper = y * sourceWidth
        let lower = min(y + 1, lastY) * sourceWidth
        var chroma = area + y / 2 * (width / 2) + (box.minX & ~1) / 2
        for x in stride(from: box.minX & ~1, to: box.maxX, by: 2) {
          let right = min(x + 1, lastX)
          let (a, b) = (pixels[upper + x], pixels[upper + right])
          let (c, d) = (pixels[lower + x], pixels[lower + right])
          let place = y * width + x
          planes[place] = Self.brightness(a)
          planes[place + 1] = Self.brightness(b)
          planes[place + width] = Self.brightness(c)
          planes[place + width + 1] = Self.brightness(d)
          let (blue, red) = Self.differences(a, b, c, d)
          planes[chroma] = blue
          planes[chroma + area / 4] = red
          chroma += 1
        }
      }
    }
  }

  @inline(__always)
  private static func brightness(_ pixel: UInt32) -> UInt8 {
    let (r, g, b) = (pixel &>> 16 & 0xFF, pixel &>> 8 & 0xFF, pixel & 0xFF)
    // 219/255 of 0.2126, 0.7152 and 0.0722, in 65536ths.
    let sum = 11_966 &* r &+ 40_254 &* g &+ 4_064 &* b &+ 0x8000
    return UInt8(truncatingIfNeeded: 16 &+ sum &>> 16)
  }

  @inline(__always)
  private static func differences(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32
  ) -> (UInt8, UInt8) {
    let redBlue =
      (a & 0xFF00FF) &+ (b & 0xFF00FF) &+ (c & 0xFF00FF) &+ (d & 0xFF00FF)
    let greens = (a & 0xFF00) &+ (b & 0xFF00) &+ (c & 0xFF00) &+ (d & 0xFF00)
    let red = Int32(bitPattern: redBlue &>> 16)
    let green = Int32(bitPattern: greens &>> 8)
    let blue = Int32(bitPattern: redBlue & 0xFFFF)
    // 224/255 of the differences over 1.8556 and 1.5748, in 65536ths, of sums of four.
    let toBlue = -6_596 &* red &- 22_189 &* green &+ 28_784 &* blue
    let toRed = 28_784 &* red &- 26_145 &* green &- 2_639 &* blue
    let half: Int32 = 128 << 18 | 1 << 17
    return (
      UInt8(truncatingIfNeeded: (toBlue &+ half) &>> 18),
      UInt8(truncatingIfNeeded: (toRed &+ half) &>> 18)
    )
  }
}
