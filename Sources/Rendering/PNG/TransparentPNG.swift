import Scenes

extension PNGEncoder {
  /// The bytes of an image with its opacity, as entries of a palette where any of it is seen through.
  func bytes(of image: Image) -> [UInt8] {
    guard image.pixels.contains(where: { $0.alpha < 255 }) else {
      return bytes(
        of: Raster(width: image.width, height: image.height, pixels: image.pixels.map(\.pixel)))
    }
    let entries = TransparentEntries(image.pixels)
    var file = PNGFile()
    file.header(width: image.width, height: image.height, isIndexed: true)
    file.palette(entries.colors)
    file.transparency(entries.alphas)
    var rows: [UInt8] = []
    rows.reserveCapacity((image.width + 1) * image.height)
    for row in 0..<image.height {
      rows.append(0)
      rows += entries.indices[row * image.width..<(row + 1) * image.width]
    }
    file.data(compressed(rows))
    file.end()
    return file.bytes
  }
}

/// At most 256 colours, each with its opacity, and which of them each pixel has.
private struct TransparentEntries {
  private(set) var colors: [UInt32] = []
  private(set) var alphas: [UInt8] = []
  private(set) var indices: [UInt8]

  /// The soft edges of what is opaque are few pixels, which few colours serve.
  private static let edgeColors = 16
  private static let mostLevels = 8

  init(_ pixels: [Color]) {
    indices = Array(repeating: 0, count: pixels.count)
    let (levels, table) = Self.levels(of: pixels)
    for level in levels {
      let places = pixels.indices.filter { table[Int(pixels[$0].alpha)] == level }
      let shades =
        level == 0 ? places.map { _ in Color.black.pixel } : places.map { pixels[$0].pixel }
      let limit = level == 255 ? Palette.limit - colors.count : Self.edgeColors
      add(shades, at: places, alpha: level, limit: limit)
    }
  }

  private mutating func add(_ shades: [UInt32], at places: [Int], alpha: UInt8, limit: Int) {
    var census = ColorCensus()
    shades.withUnsafeBufferPointer { census.count($0) }
    let palette = Palette(census, limit: limit)
    var map = PaletteIndex(palette)
    var found = [UInt8](repeating: 0, count: shades.count)
    shades.withUnsafeBufferPointer { source in
      found.withUnsafeMutableBufferPointer { map.map(source, into: $0) }
    }
    let first = UInt8(colors.count)
    for (place, entry) in zip(places, found) { indices[place] = first + entry }
    colors += palette.colors
    alphas += Array(repeating: alpha, count: palette.colors.count)
  }

  /// The levels of opacity in rising order, and the one that stands for each opacity.
  private static func levels(of pixels: [Color]) -> ([UInt8], [UInt8]) {
    var isUsed = [Bool](repeating: false, count: 256)
    for pixel in pixels { isUsed[Int(pixel.alpha)] = true }
    var table = (0...255).map { UInt8($0) }
    if isUsed.count(where: \.self) > mostLevels {
      let steps = mostLevels - 1
      table = (0...255).map { UInt8(($0 * steps + 127) / 255 * 255 / steps) }
    }
    return (Set((0...255).filter { isUsed[$0] }.map { table[$0] }).sorted(), table)
  }
}
