import CGIFFormat
import OutputFiles
import Scenes

/// Writes frames as an animated GIF with one palette, each but for what the one before shows.
final class GIFEncoder {
  /// One entry of the palette stays free for pixels that do not change.
  static let colorLimit = 255

  private var file: OutputFile?
  private var failure: OutputFileError?
  private var gif: OpaquePointer?
  private let frameRate: Int
  private let path: String

  init(
    _ path: String, width: Int, height: Int, palette: Palette, frameRate: Int
  ) throws(RenderingError) {
    guard width <= 0xFFFF, height <= 0xFFFF else {
      throw .unusableSize(Size(Double(width), Double(height)))
    }
    self.frameRate = frameRate
    self.path = path
    do { file = try OutputFile(path) } catch { throw .file(error) }
    var colors = palette.colors.flatMap { color in
      [16, 8, 0].map { UInt8(truncatingIfNeeded: color >> UInt32($0)) }
    }
    var configuration = CGIF_Config()
    configuration.attrFlags = UInt32(CGIF_ATTR_IS_ANIMATED)
    configuration.width = UInt16(width)
    configuration.height = UInt16(height)
    configuration.numGlobalPaletteEntries = UInt16(palette.colors.count)
    configuration.numLoops = UInt16(CGIF_INFINITE_LOOP)
    configuration.pContext = Unmanaged.passUnretained(self).toOpaque()
    configuration.pWriteFn = { context, bytes, count in
      guard let context else { return -1 }
      let encoder = Unmanaged<GIFEncoder>.fromOpaque(context).takeUnretainedValue()
      return encoder.write(UnsafeBufferPointer(start: bytes, count: count)) ? 0 : -1
    }
    gif = colors.withUnsafeMutableBufferPointer { buffer in
      configuration.pGlobalPalette = buffer.baseAddress
      return cgif_newgif(&configuration)
    }
    if gif == nil { throw error(-1) }
  }

  deinit { if let gif { cgif_close(gif) } }

  private func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard failure == nil else { return false }
    do throws(OutputFileError) {
      try file?.write(Array(bytes))
      return true
    } catch {
      failure = error
      return false
    }
  }

  /// - Parameter ticks: when the frame begins and ends.
  func add(_ indices: [UInt8], ticks: Range<Int>) throws(RenderingError) {
    var frame = CGIF_FrameConfig()
    // Ends are rounded, not durations, so that the film keeps its length.
    let (start, end) = (
      ticks.lowerBound * 100 / frameRate, ticks.upperBound * 100 / frameRate
    )
    frame.delay = UInt16(clamping: end - start)
    frame.genFlags =
      UInt32(CGIF_FRAME_GEN_USE_TRANSPARENCY) | UInt32(CGIF_FRAME_GEN_USE_DIFF_WINDOW)
    var indices = indices
    let status = indices.withUnsafeMutableBufferPointer { buffer in
      frame.pImageData = buffer.baseAddress
      return cgif_addframe(gif, &frame)
    }
    if status != 0 { throw error(status) }
  }

  /// Gives the file its name.
  func finish() throws(RenderingError) {
    let status = cgif_close(gif)
    gif = nil
    guard status == 0, failure == nil else { throw error(status) }
    do { try file.take()?.commit() } catch { throw .file(error) }
  }

  private func error(_ status: Int32) -> RenderingError {
    failure.map { .file($0) } ?? .encoder("cgif", path: path, reason: "it reported error \(status)")
  }
}
