import ReproducibleMath
import Scenes
import Synchronization

/// A film with its base painted, from which frames are had in any order.
struct FilmStage: Sendable {
  let film: Film
  let base: Raster
  let scale: Double
  let shaper: TextShaper
  let threads: Int

  init(
    _ film: Film, shaper: TextShaper, scale: Double, threads: Int
  ) throws(RenderingError) {
    self.film = film
    self.shaper = shaper
    self.scale = scale
    self.threads = threads
    base = try Rasterizer(shaper: shaper, scale: scale, threads: threads).raster(of: film.base)
  }

  /// Makes all frames in parallel and hands them over in order.
  func stream<Conversion: FrameConversion>(
    _ conversion: Conversion,
    _ take: (Int, Conversion.Frame) throws(RenderingError) -> Void
  ) throws(RenderingError) {
    let whole = PixelBox(minX: 0, minY: 0, maxX: base.width, maxY: base.height)
    var conversion = conversion
    if !Conversion.holdsChangesAlone {
      base.pixels.withUnsafeBufferPointer { conversion.convert($0, whole) }
    }
    let pool = CanvasPool(self, conversion)
    let film = film
    try Parallel.stream(
      count: film.count, threads: threads,
      ahead: max(2 * threads + 2, Conversion.holdsChangesAlone ? changesAhead : 0),
      make: { index in pool.frame(film.marks(ofFrame: index)) }, take: take)
  }

  /// How many frames may wait as changes: as many as are painted while an encoder starts, within a
  /// memory that they fill only where all changes.
  private var changesAhead: Int { min(128, (160 << 20) / (base.width * base.height * 3 / 2)) }

  /// Colours that serve all frames.
  func palette(limit: Int) -> Palette {
    var census = ColorCensus()
    base.pixels.withUnsafeBufferPointer { census.count($0) }
    let samples = min(film.count, Self.samples)
    let weight = UInt32(max(1, min(film.count / samples, 100)))
    let canvas = FrameCanvas(self, ChangeCensus(width: base.width, weight: weight))
    var changes = ColorCensus()
    for sample in 0..<samples {
      let frame = samples == 1 ? 0 : sample * (film.count - 1) / (samples - 1)
      changes = canvas.frame(film.marks(ofFrame: frame))
    }
    census.merge(changes)
    return Palette(census, limit: limit)
  }

  /// How many frames are looked at for their colours.
  private static let samples = 12
}

/// Canvases that threads borrow.
private final class CanvasPool<Conversion: FrameConversion>: Sendable {
  private struct Canvas: @unchecked Sendable {
    let canvas: FrameCanvas<Conversion>
  }

  private let stage: FilmStage
  private let conversion: Conversion
  private let idle = Mutex<[Canvas]>([])

  init(_ stage: FilmStage, _ conversion: Conversion) {
    self.stage = stage
    self.conversion = conversion
  }

  func frame(_ marks: [Mark]) -> Conversion.Frame {
    let borrowed =
      idle.withLock { $0.popLast() } ?? Canvas(canvas: FrameCanvas(stage, conversion))
    defer { idle.withLock { $0.append(borrowed) } }
    return borrowed.canvas.frame(marks)
  }
}

/// Counts the colours of what a frame changes.
private struct ChangeCensus: FrameConversion {
  let width: Int
  let weight: UInt32
  private var census = ColorCensus()

  init(width: Int, weight: UInt32) {
    self.width = width
    self.weight = weight
  }

  mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox) {
    for y in box.minY..<box.maxY {
      let row = y * width + box.minX..<y * width + box.maxX
      census.count(UnsafeBufferPointer(rebasing: pixels[row]), weight: weight)
    }
  }

  /// All that has been counted so far.
  mutating func takeFrame() -> ColorCensus { census }
}
