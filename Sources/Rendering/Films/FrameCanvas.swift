import Scenes

/// Shows one frame after another, in any order, and touches only what differs from the base.
final class FrameCanvas<Conversion: FrameConversion> {
  private let base: Raster
  private let scale: Double
  private let shaper: TextShaper
  private var raster: Raster
  private var conversion: Conversion
  private var painter: StripPainter
  /// Where the raster is not the base.
  private var painted: TileSet

  init(_ stage: FilmStage, _ conversion: Conversion) {
    base = stage.base
    scale = stage.scale
    shaper = stage.shaper
    raster = stage.base
    self.conversion = conversion
    painter = StripPainter(width: base.width, rows: Rasterizer.stripRows)
    painted = TileSet(width: base.width, height: base.height)
  }

  /// Paints a frame and gives it in the form that the encoder takes.
  func frame(_ marks: [Mark]) -> Conversion.Frame {
    var changed = painted
    restore()
    paint(marks)
    if Conversion.holdsChangesAlone { changed = painted } else { changed.formUnion(painted) }
    raster.pixels.withUnsafeBufferPointer { pixels in
      changed.forEachBox { conversion.convert(pixels, $0) }
    }
    return conversion.takeFrame()
  }

  private func restore() {
    let width = base.width
    base.pixels.withUnsafeBufferPointer { source in
      raster.pixels.withUnsafeMutableBufferPointer { target in
        painted.forEachBox { box in
          for y in box.minY..<box.maxY {
            let row = y * width + box.minX..<y * width + box.maxX
            _ = UnsafeMutableBufferPointer(rebasing: target[row])
              .update(fromContentsOf: source[row])
          }
        }
      }
    }
  }

  private func paint(_ marks: [Mark]) {
    let bounds = PixelBox(minX: 0, minY: 0, maxX: base.width, maxY: base.height)
    var flattening = Flattening(scale: scale, pixels: bounds)
    for leaf in Flattening.leaves(of: marks, scale: scale, clip: bounds, shaper: shaper) {
      flattening.add(leaf)
    }
    let list = flattening.edges
    painted = TileSet(width: base.width, height: base.height)
    painted.insert(list)
    let height = base.height
    raster.pixels.withUnsafeMutableBufferPointer { buffer in
      guard let pixels = buffer.baseAddress else { return }
      for start in stride(from: 0, to: height, by: Rasterizer.stripRows) {
        painter.paint(
          list, strip: start..<min(start + Rasterizer.stripRows, height), onto: pixels)
      }
    }
  }
}

/// What pixels become for an encoder.
protocol FrameConversion: Sendable {
  associatedtype Frame: Sendable

  /// Whether a frame holds but what lies on the base; otherwise the conversion keeps a whole frame,
  /// of which parts are brought up to date.
  static var holdsChangesAlone: Bool { get }

  /// Brings a box up to date.
  mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox)

  /// What has been converted, as a frame of its own.
  mutating func takeFrame() -> Frame
}

extension FrameConversion {
  static var holdsChangesAlone: Bool { false }
}
