import Scenes

/// Paints the commands of edge lists into a strip of rows.
struct StripPainter: ~Copyable {
  private var coverage: CoverageBuffer
  private let width: Int
  private let pixels: UnsafeMutablePointer<UInt32>

  init(width: Int, rows: Int, pixels: UnsafeMutablePointer<UInt32>) {
    coverage = CoverageBuffer(width: width, rows: rows)
    self.width = width
    self.pixels = pixels
  }

  /// Paints the rows `strip`, at most as many as the painter was made for.
  mutating func paint(_ list: EdgeList, strip: Range<Int>) {
    for command in list.commands {
      switch command {
      case .shape(let edges, let color, let clip):
        let clip = clip.rows(strip)
        guard !clip.isEmpty else { continue }
        add(list, edges, strip)
        blend(color, clip, strip.lowerBound)
      case .image(let image, let box, let clip):
        ImagePainter(image, box, pixels, width).paint(clip.rows(strip))
      }
    }
  }

  private mutating func add(_ list: EdgeList, _ range: Range<Int>, _ strip: Range<Int>) {
    let (top, bottom) = (Float(strip.lowerBound), Float(strip.upperBound))
    list.edges.withUnsafeBufferPointer { edges in
      list.chunkRows.withUnsafeBufferPointer { chunks in
        var index = range.lowerBound
        while index < range.upperBound {
          let chunk = index / EdgeList.chunk
          let end = min((chunk + 1) * EdgeList.chunk, range.upperBound)
          if chunks[chunk].x < bottom, chunks[chunk].y > top {
            for edge in index..<end { coverage.add(edges[edge], top: top) }
          }
          index = end
        }
      }
    }
  }

  private mutating func blend(_ color: Color, _ clip: PixelBox, _ top: Int) {
    let source = color.pixel
    let alpha = UInt32(color.alpha)
    let (pixels, width) = (pixels, width)
    coverage.sweep { row, columns, coverage in
      let y = row + top
      guard y >= clip.minY, y < clip.maxY else { return }
      let (start, end) = (max(columns.lowerBound, clip.minX), min(columns.upperBound, clip.maxX))
      guard start < end else { return }
      let line = pixels + y * width
      let opacity = (coverage * alpha + 127) / 255
      if opacity == 255 {
        for x in start..<end { line[x] = source }
      } else if opacity > 0 {
        for x in start..<end { line[x] = Self.blend(source, line[x], opacity) }
      }
    }
  }

  /// Lays `source` over `target` with an opacity from 0 to 255, two channels at a time.
  @inline(__always)
  static func blend(_ source: UInt32, _ target: UInt32, _ opacity: UInt32) -> UInt32 {
    let weight = opacity + opacity >> 7
    let rest = 256 - weight
    let redBlue =
      ((source & 0xFF00FF) &* weight &+ (target & 0xFF00FF) &* rest &+ 0x800080) >> 8
    let green = ((source & 0xFF00) >> 8 &* weight &+ (target & 0xFF00) >> 8 &* rest &+ 0x80)
    return 0xFF00_0000 | (redBlue & 0xFF00FF) | (green & 0xFF00)
  }
}

extension PixelBox {
  func rows(_ rows: Range<Int>) -> PixelBox {
    .init(
      minX: minX, minY: max(minY, rows.lowerBound), maxX: maxX, maxY: min(maxY, rows.upperBound))
  }
}
