import OutputFiles
public import Scenes

/// Writes films as files; whatever goes wrong, the file is there whole or not at all.
public struct FilmWriter: Sendable {
  public let shaper: TextShaper
  public var threads: Int
  /// Asked before each frame; once it says true, the film is given up.
  public var shouldStop: @Sendable () -> Bool = { false }
  /// Told how many frames are done.
  public var report: (@Sendable (Int) -> Void)?

  public init(shaper: TextShaper, threads: Int = 1) {
    self.shaper = shaper
    self.threads = threads
  }

  /// Whether the program that encodes a format, if it takes one, is there.
  /// - Throws: an error that says how to install it.
  public static func check(_ format: FilmFormat, path: String) throws(RenderingError) {
    guard format.needsEncoder, !EncoderProgram.isInstalled else { return }
    throw .missingProgram(EncoderProgram.name, path: path)
  }

  /// - Parameter scale: the pixels a unit of the film's scenes.
  public func write(
    _ film: Film, as format: FilmFormat, to path: String, scale: Double = 1
  ) throws(RenderingError) {
    func stage() throws(RenderingError) -> FilmStage {
      try FilmStage(film, shaper: shaper, scale: scale, threads: threads)
    }
    switch format {
    case .gif: try writeGIF(stage(), to: path)
    case .mp4: try writeMP4(film, scale, to: path, stage)
    case .webp: try writeWebP(film, scale, to: path, stage)
    case .pngSequence: try writeSequence(stage(), to: path)
    case .html: try writePage(film, to: path)
    }
  }

  /// Hands over frames with the ticks for which they stand, until it is told to stop.
  func stream<Conversion: FrameConversion>(
    _ stage: FilmStage, _ conversion: Conversion, to path: String,
    _ take: (Conversion.Frame, Range<Int>) throws(RenderingError) -> Void
  ) throws(RenderingError) {
    var tick = 0
    try stage.stream(conversion) { index, frame throws(RenderingError) in
      if shouldStop() { throw .stopped(path: path) }
      let end = tick + stage.film.ticks[index]
      try take(frame, tick..<end)
      tick = end
      report?(index + 1)
    }
    if shouldStop() { throw .stopped(path: path) }
  }

  private func writeGIF(_ stage: FilmStage, to path: String) throws(RenderingError) {
    let palette = stage.palette(limit: GIFEncoder.colorLimit)
    let (width, height) = (stage.base.width, stage.base.height)
    let encoder = try GIFEncoder(
      path, width: width, height: height, palette: palette, frameRate: stage.film.frameRate)
    let conversion = IndexedFrame(width: width, height: height, palette: palette)
    try stream(stage, conversion, to: path) { indices, ticks throws(RenderingError) in
      try encoder.add(indices, ticks: ticks)
    }
    try encoder.finish()
  }

  /// The encoder is started before anything is painted: loading its libraries takes as long as
  /// painting a third of the frames of a race.
  private func writeMP4(
    _ film: Film, _ scale: Double, to path: String,
    _ stage: () throws(RenderingError) -> FilmStage
  ) throws(RenderingError) {
    let size = try Rasterizer.pixels(of: film.base.size, scale: scale)
    let layout = PlanarLayout(sourceWidth: size.width, sourceHeight: size.height)
    let encoder = try EncoderProgram(
      writing: path,
      input: VideoArguments.input("yuv420p", layout.width, layout.height, film.frameRate)
        + VideoArguments.colors,
      output: VideoArguments.mp4(threads: threads, notes: film.base), shouldStop: shouldStop)
    let stage = try stage()
    let conversion = PlanarConversion(sourceWidth: size.width, sourceHeight: size.height)
    var shown = PlanarFrame(stage.base)
    try stream(stage, conversion, to: path) { changes, ticks throws(RenderingError) in
      shown.show(changes)
      for _ in ticks { try encoder.write(shown.bytes) }
    }
    try encoder.finish()
  }

  private func writeWebP(
    _ film: Film, _ scale: Double, to path: String,
    _ stage: () throws(RenderingError) -> FilmStage
  ) throws(RenderingError) {
    let size = try Rasterizer.pixels(of: film.base.size, scale: scale)
    let encoder = try EncoderProgram(
      writing: path,
      input: VideoArguments.input("bgra", size.width, size.height, film.frameRate),
      output: VideoArguments.webp, shouldStop: shouldStop)
    let conversion = InterleavedFrame(width: size.width, height: size.height)
    try stream(stage(), conversion, to: path) { bytes, ticks throws(RenderingError) in
      for _ in ticks { try encoder.write(bytes) }
    }
    try encoder.finish()
  }
}
