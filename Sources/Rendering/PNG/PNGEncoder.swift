import CDeflate
import ReproducibleMath
public import Scenes

/// Writes pixels as PNG: the same bytes each time, without a date.
///
/// Pictures of lines and flat areas become indexed with at most 256 colours; those of smooth
/// shading, where that would show, keep all their colours.
public struct PNGEncoder: Sendable {
  public var threads: Int
  /// libdeflate's level, 1 to 12.
  public var level: Int

  public init(threads: Int = 1, level: Int = 3) {
    self.threads = threads
    self.level = level
  }

  /// The mean squared error a channel up to which a palette may stand for all colours.
  static let tolerance = 4.0
  private static let strips = 8

  /// The file's bytes, with the scene's notes as text chunks.
  public func bytes(of raster: Raster, notes: [Scene.Note] = []) -> [UInt8] {
    let palette = Palette(census(raster))
    var file = PNGFile()
    let isIndexed = palette.error <= Self.tolerance
    file.header(width: raster.width, height: raster.height, isIndexed: isIndexed)
    for note in notes { file.text(note.key, note.value) }
    if isIndexed {
      file.palette(palette.colors)
      file.data(compressed(indices(raster, palette)))
    } else {
      file.data(compressed(TrueColorRows.filtered(raster, threads: threads)))
    }
    file.end()
    return file.bytes
  }

  /// The bytes of a picture whose pixels are entries of a palette.
  func bytes(indices: [UInt8], width: Int, height: Int, palette: Palette) -> [UInt8] {
    var file = PNGFile()
    file.header(width: width, height: height, isIndexed: true)
    file.palette(palette.colors)
    var rows: [UInt8] = []
    rows.reserveCapacity((width + 1) * height)
    for row in 0..<height {
      rows.append(0)
      rows += indices[row * width..<(row + 1) * width]
    }
    file.data(compressed(rows))
    file.end()
    return file.bytes
  }

  private func census(_ raster: Raster) -> ColorCensus {
    let parts = raster.pixels.withUnsafeBufferPointer { buffer in
      nonisolated(unsafe) let pixels = buffer
      return Parallel.map(count: min(threads, Self.strips), threads: threads) { part in
        let parts = min(threads, Self.strips)
        var census = ColorCensus()
        let rows = part * raster.height / parts..<(part + 1) * raster.height / parts
        for row in rows {
          let start = row * raster.width
          census.count(UnsafeBufferPointer(rebasing: pixels[start..<start + raster.width]))
        }
        return census
      }
    }
    return parts.dropFirst().reduce(into: parts[0]) { $0.merge($1) }
  }

  /// Rows of indices, each after the byte that says it is not filtered.
  private func indices(_ raster: Raster, _ palette: Palette) -> [UInt8] {
    let stride = raster.width + 1
    let map = PaletteIndex(palette)
    return [UInt8](unsafeUninitializedCapacity: stride * raster.height) { buffer, count in
      count = stride * raster.height
      nonisolated(unsafe) let output = buffer
      raster.pixels.withUnsafeBufferPointer { source in
        nonisolated(unsafe) let pixels = source
        _ = Parallel.map(count: min(threads, Self.strips), threads: threads) { part in
          var map = map
          let parts = min(threads, Self.strips)
          for row in part * raster.height / parts..<(part + 1) * raster.height / parts {
            output[row * stride] = 0
            let start = row * raster.width
            map.map(
              UnsafeBufferPointer(rebasing: pixels[start..<start + raster.width]),
              into: UnsafeMutableBufferPointer(
                rebasing: output[row * stride + 1..<(row + 1) * stride]))
          }
        }
      }
    }
  }

  func compressed(_ bytes: [UInt8]) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(Int32(level)) else { return [] }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(
        compressor, bytes, bytes.count, buffer.baseAddress, buffer.count)
    }
  }
}
