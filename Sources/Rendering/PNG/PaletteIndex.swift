/// Gives each pixel its entry of a palette.
struct PaletteIndex: Sendable {
  private var exact: ColorTable
  private let search: PaletteSearch
  /// The entry for each colour cut to 6 bits a channel, once it has been looked for.
  private var coarse = [UInt16](repeating: .max, count: 1 << 18)

  init(_ palette: Palette) {
    exact = ColorTable()
    for (index, color) in palette.colors.enumerated() where exact[color] == nil {
      exact.add(color, UInt32(index))
    }
    search = PaletteSearch(palette.colors)
  }

  mutating func map(
    _ pixels: UnsafeBufferPointer<UInt32>, into indices: UnsafeMutableBufferPointer<UInt8>
  ) {
    var previous: UInt32 = 0
    var entry: UInt8 = 0
    for position in pixels.indices {
      let pixel = pixels[position]
      if pixel != previous {
        previous = pixel
        entry = find(pixel)
      }
      indices[position] = entry
    }
  }

  private mutating func find(_ pixel: UInt32) -> UInt8 {
    if let index = exact[pixel] { return UInt8(truncatingIfNeeded: index) }
    let (red, green) = (pixel >> 6 & 0x3F000, pixel >> 4 & 0xFC0)
    let bin = Int(red | green | pixel >> 2 & 0x3F)
    if coarse[bin] == .max {
      let (r, g, b) = (pixel >> 16 & 0xFC, pixel >> 8 & 0xFC, pixel & 0xFC)
      coarse[bin] = UInt16(search.nearest(Int32(r + 2), Int32(g + 2), Int32(b + 2)))
    }
    return UInt8(truncatingIfNeeded: coarse[bin])
  }
}
