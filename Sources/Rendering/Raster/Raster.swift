public import Scenes

/// Pixels of a finished picture, row by row from the top, each 0xFFRRGGBB.
public struct Raster: Hashable, Sendable {
  public let width: Int
  public let height: Int
  public internal(set) var pixels: [UInt32]

  public init(width: Int, height: Int, background: Color = .white) {
    self.width = width
    self.height = height
    pixels = Array(repeating: background.pixel, count: width * height)
  }

  init(width: Int, height: Int, pixels: [UInt32]) {
    precondition(pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  public func color(x: Int, y: Int) -> Color { Color(pixels[y * width + x]) }
}

extension Color {
  /// 0xFFRRGGBB; the opacity is not kept.
  var pixel: UInt32 {
    0xFF00_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
  }
}
