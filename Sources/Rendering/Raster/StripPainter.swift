import Scenes

/// Paints the commands of edge lists into a strip of rows.
struct StripPainter: ~Copyable {
  private var coverage: CoverageBuffer
  private let width: Int

  init(width: Int, rows: Int) {
    coverage = CoverageBuffer(width: width, rows: rows)
    self.width = width
  }

  /// Paints the rows `strip`, at most as many as the painter was made for, onto all pixels.
  mutating func paint(
    _ list: EdgeList, strip: Range<Int>, onto pixels: UnsafeMutablePointer<UInt32>
  ) {
    for command in list.commands {
      switch command {
      case .shape(let edges, let color, let clip):
        let clip = clip.rows(strip)
        guard !clip.isEmpty else { continue }
        add(list, edges, strip)
        blend(color, clip, strip.lowerBound, pixels)
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

  private mutating func blend(
    _ color: Color, _ clip: PixelBox, _ top: Int, _ pixels: UnsafeMutablePointer<UInt32>
  ) {
    coverage.sweep(ColorPainter(color, clip: clip, top: top, width: width, pixels: pixels))
  }
}

/// Lays one colour over pixels.
private struct ColorPainter: CoveragePainter {
  private let source: UInt32
  private let alpha: UInt32
  private let clip: PixelBox
  private let top: Int
  private let width: Int
  private let pixels: UnsafeMutablePointer<UInt32>

  init(
    _ color: Color, clip: PixelBox, top: Int, width: Int, pixels: UnsafeMutablePointer<UInt32>
  ) {
    source = color.pixel
    alpha = UInt32(color.alpha)
    self.clip = clip
    self.top = top
    self.width = width
    self.pixels = pixels
  }

  @inline(__always)
  func paint(row: Int, columns: Range<Int>, coverage: UInt32) {
    let y = row &+ top
    let start = max(columns.lowerBound, clip.minX)
    let end = min(columns.upperBound, clip.maxX)
    guard y >= clip.minY, y < clip.maxY, start < end else { return }
    let line = pixels + y &* width
    let opacity = (coverage &* alpha &+ 127) / 255
    if opacity == 255 {
      (line + start).update(repeating: source, count: end &- start)
    } else if opacity > 0 {
      for x in start..<end { line[x] = PixelBlend.over(source, line[x], opacity) }
    }
  }

  @inline(__always)
  func paint(row: Int, column: Int, coverages: SIMD8<UInt32>) {
    let y = row &+ top
    guard y >= clip.minY, y < clip.maxY else { return }
    let line = pixels + y &* width
    let product = coverages &* alpha &+ 128
    let opacities = (product &+ product &>> 8) &>> 8
    if column >= clip.minX, column &+ 8 <= clip.maxX {
      let place = UnsafeMutableRawPointer(line + column)
      let target = place.loadUnaligned(as: SIMD8<UInt32>.self)
      let blended = PixelBlend.over(source, target, opacities)
      place.storeBytes(of: blended, as: SIMD8<UInt32>.self)
    } else {
      for lane in 0..<8 where column + lane >= clip.minX && column + lane < clip.maxX {
        line[column + lane] = PixelBlend.over(source, line[column + lane], opacities[lane])
      }
    }
  }
}

extension PixelBox {
  func rows(_ rows: Range<Int>) -> PixelBox {
    .init(
      minX: minX, minY: max(minY, rows.lowerBound), maxX: maxX, maxY: min(maxY, rows.upperBound))
  }
}
