import OutputFiles
import Scenes

extension FilmWriter {
  /// A folder of pictures with a number each, which appears whole.
  func writeSequence(_ stage: FilmStage, to path: String) throws(RenderingError) {
    let palette = stage.palette(limit: Palette.limit)
    let (width, height) = (stage.base.width, stage.base.height)
    let folder: OutputFolder
    do { folder = try OutputFolder(path, replacing: PictureSequence.owns) } catch {
      throw .file(error)
    }
    let encoder = PNGEncoder()
    if palette.error <= PNGEncoder.tolerance {
      let conversion = EncodedFrame(
        IndexedFrame(width: width, height: height, palette: palette)
      ) { encoder.bytes(indices: $0, width: width, height: height, palette: palette) }
      try write(stage, conversion, into: folder, path)
    } else {
      let conversion = EncodedFrame(RasterFrame(width: width, height: height)) {
        encoder.bytes(of: $0)
      }
      try write(stage, conversion, into: folder, path)
    }
    do { try folder.commit() } catch { throw .file(error) }
  }

  private func write<Conversion: FrameConversion>(
    _ stage: FilmStage, _ conversion: Conversion, into folder: borrowing OutputFolder,
    _ path: String
  ) throws(RenderingError) where Conversion.Frame == [UInt8] {
    let digits = max(4, "\(stage.film.ticks.reduce(0, +) - 1)".count)
    let folder = folder.temporaryPath
    try stream(stage, conversion, to: path) { bytes, ticks throws(RenderingError) in
      for tick in ticks {
        do throws(OutputFileError) {
          var file = try OutputFile("\(folder)/\(PictureSequence.name(tick, digits: digits))")
          try file.write(bytes)
          try file.commit()
        } catch { throw .file(OutputFileError(path: path, reason: error.reason)) }
      }
    }
  }
}

enum PictureSequence {
  /// Numbers have zeros in front, so that their order is that of their names.
  static func name(_ tick: Int, digits: Int) -> String {
    let number = "\(tick)"
    return "frame-" + String(repeating: "0", count: max(0, digits - number.count)) + number + ".png"
  }

  /// Whether a file's name is one of those that a sequence has.
  static func owns(_ name: String) -> Bool { name.hasPrefix("frame-") && name.hasSuffix(".png") }
}

/// A conversion whose frames are encoded by the thread that painted them.
private struct EncodedFrame<Inner: FrameConversion>: FrameConversion {
  private var inner: Inner
  private let encode: @Sendable (Inner.Frame) -> [UInt8]

  init(_ inner: Inner, _ encode: @escaping @Sendable (Inner.Frame) -> [UInt8]) {
    self.inner = inner
    self.encode = encode
  }

  mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox) {
    inner.convert(pixels, box)
  }

  mutating func takeFrame() -> [UInt8] { encode(inner.takeFrame()) }
}

/// Pixels as they are.
private struct RasterFrame: FrameConversion {
  private var frame: Raster

  init(width: Int, height: Int) { frame = Raster(width: width, height: height) }

  mutating func takeFrame() -> Raster { frame }

  mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox) {
    for y in box.minY..<box.maxY {
      for index in y * frame.width + box.minX..<y * frame.width + box.maxX {
        frame.pixels[index] = pixels[index]
      }
    }
  }
}
