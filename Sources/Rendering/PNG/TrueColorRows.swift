import ReproducibleMath

/// Rows of red, green and blue, filtered for compression.
enum TrueColorRows {
  /// Each row with the filter whose bytes are nearest to zero in sum.
  static func filtered(_ raster: Raster, threads: Int) -> [UInt8] {
    let stride = 3 * raster.width + 1
    return [UInt8](unsafeUninitializedCapacity: stride * raster.height) { buffer, count in
      count = stride * raster.height
      nonisolated(unsafe) let output = buffer
      _ = Parallel.map(count: raster.height, threads: threads) { row in
        let current = channels(raster, row)
        let above = row > 0 ? channels(raster, row - 1) : Array(repeating: 0, count: stride - 1)
        let best = (0..<5).map { apply($0, current, above) }
          .enumerated().min { cost($0.element) < cost($1.element) }
        guard let best else { return }
        output[row * stride] = UInt8(best.offset)
        for (index, byte) in best.element.enumerated() { output[row * stride + 1 + index] = byte }
      }
    }
  }

  private static func channels(_ raster: Raster, _ row: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * raster.width)
    for pixel in raster.pixels[row * raster.width..<(row + 1) * raster.width] {
      bytes.append(UInt8(truncatingIfNeeded: pixel >> 16))
      bytes.append(UInt8(truncatingIfNeeded: pixel >> 8))
      bytes.append(UInt8(truncatingIfNeeded: pixel))
    }
    return bytes
  }

  private static func cost(_ bytes: [UInt8]) -> Int {
    bytes.reduce(0) { $0 + Int(Int8(bitPattern: $1).magnitude) }
  }

  /// None, Sub, Up, Average and Paeth, as the PNG standard numbers them.
  private static func apply(_ filter: Int, _ row: [UInt8], _ above: [UInt8]) -> [UInt8] {
    var result = row
    for index in row.indices {
      let left = index < 3 ? 0 : row[index - 3]
      let up = above[index]
      let guess: UInt8 =
        switch filter {
        case 0: 0
        case 1: left
        case 2: up
        case 3: UInt8((Int(left) + Int(up)) / 2)
        default: paeth(Int(left), Int(up), index < 3 ? 0 : Int(above[index - 3]))
        }
      result[index] = row[index] &- guess
    }
    return result
  }

  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> UInt8 {
    let estimate = left + up - corner
    let (a, b, c) = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
    return UInt8(a <= b && a <= c ? left : b <= c ? up : corner)
  }
}
