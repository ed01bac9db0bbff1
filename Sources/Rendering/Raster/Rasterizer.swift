import ReproducibleMath
public import Scenes

/// Draws scenes as pixels, with the same bytes for any number of threads.
///
/// Shapes are found once, in pieces of the drawing order, then painted strip by strip. Cairo would
/// take about eight times as long, most of it for antialiased lines and letters; a test holds the
/// two to the same picture.
public struct Rasterizer: Sendable {
  public var shaper: TextShaper
  /// Pixels a unit of the scene.
  public var scale: Double
  public var threads: Int

  public init(shaper: TextShaper, scale: Double = 1, threads: Int = 1) {
    self.shaper = shaper
    self.scale = scale
    self.threads = threads
  }

  /// The whole scene.
  public func raster(of scene: Scene) throws(RenderingError) -> Raster {
    try painted(scene.backdrop + scene.marks, over: scene)
  }

  /// What frames that share a backdrop begin with.
  public func backdrop(of scene: Scene) throws(RenderingError) -> Raster {
    try painted(scene.backdrop, over: scene)
  }

  /// Draws marks over what a raster holds already.
  public func draw(_ marks: [Mark], on raster: inout Raster) {
    let (width, height) = (raster.width, raster.height)
    raster.pixels.withUnsafeMutableBufferPointer { buffer in
      if let pixels = buffer.baseAddress { draw(marks, onto: pixels, width, height, nil) }
    }
  }

  /// - Parameter background: what all pixels begin with; nil keeps those that are there.
  private func draw(
    _ marks: [Mark], onto pixels: UnsafeMutablePointer<UInt32>, _ width: Int, _ height: Int,
    _ background: UInt32?
  ) {
    let bounds = PixelBox(minX: 0, minY: 0, maxX: width, maxY: height)
    let leaves = Flattening.leaves(of: marks, scale: scale, clip: bounds, shaper: shaper)
    let lists = edges(of: leaves, bounds)
    nonisolated(unsafe) let pixels = pixels
    let strips = (height + Self.stripRows - 1) / Self.stripRows
    // Strips, not threads, decide where edges are cut, so that threads change no bit.
    _ = Parallel.map(count: strips, threads: threads) { strip in
      let rows = strip * Self.stripRows..<min((strip + 1) * Self.stripRows, height)
      if let background {
        (pixels + rows.lowerBound * width).initialize(
          repeating: background, count: rows.count * width)
      }
      var painter = StripPainter(width: width, rows: Self.stripRows)
      for list in lists { painter.paint(list, strip: rows, onto: pixels) }
    }
  }

  static let stripRows = 64

  /// The width and height in pixels of a picture of that size in units.
  static func pixels(
    of size: Size, scale: Double
  ) throws(RenderingError) -> (width: Int, height: Int) {
    let (width, height) = ((size.width * scale).rounded(), (size.height * scale).rounded())
    guard (16...16384).contains(width), (16...16384).contains(height) else {
      throw .unusableSize(Size(width, height))
    }
    return (Int(width), Int(height))
  }

  /// Marks on the scene's background, of which each thread lays its own rows.
  private func painted(_ marks: [Mark], over scene: Scene) throws(RenderingError) -> Raster {
    let (width, height) = try Self.pixels(of: scene.size, scale: scale)
    let pixels = [UInt32](unsafeUninitializedCapacity: width * height) { buffer, count in
      count = width * height
      guard let pixels = buffer.baseAddress else { return }
      draw(marks, onto: pixels, width, height, scene.background.pixel)
    }
    return Raster(width: width, height: height, pixels: pixels)
  }

  private func edges(of leaves: [Flattening.Leaf], _ bounds: PixelBox) -> [EdgeList] {
    let pieces = threads > 1 ? min(leaves.count, 8 * threads) : 1
    let scale = scale
    return Parallel.map(count: pieces, threads: threads) { piece in
      var flattening = Flattening(scale: scale, pixels: bounds)
      let range = piece * leaves.count / pieces..<(piece + 1) * leaves.count / pieces
      for leaf in leaves[range] { flattening.add(leaf) }
      return flattening.edges
    }
  }
}
