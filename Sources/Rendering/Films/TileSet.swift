/// The tiles of a picture that something lies on: bands of rows, each with a bit a column of tiles.
struct TileSet: Sendable {
  static let bandHeight = 16

  private let width: Int
  private let height: Int
  private let tileWidth: Int
  private(set) var bands: [UInt64]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    var tileWidth = 16
    while width > 64 * tileWidth { tileWidth *= 2 }
    self.tileWidth = tileWidth
    bands = Array(repeating: 0, count: (height + Self.bandHeight - 1) / Self.bandHeight)
  }

  var isEmpty: Bool { bands.allSatisfy { $0 == 0 } }

  mutating func formUnion(_ other: TileSet) {
    for band in bands.indices { bands[band] |= other.bands[band] }
  }

  /// Everything that the commands of a list may paint.
  mutating func insert(_ list: EdgeList) {
    for command in list.commands {
      switch command {
      case .shape(let edges, _, let clip): insert(list.edges[edges], clip)
      case .image(_, let box, let clip): insert(PixelBox(box, within: clip))
      }
    }
  }

  private mutating func insert(_ box: PixelBox) {
    guard !box.isEmpty else { return }
    for band in box.minY / Self.bandHeight...(box.maxY - 1) / Self.bandHeight {
      insert(band, Float(box.minX), Float(box.maxX), box)
    }
  }

  private mutating func insert(_ band: Int, _ low: Float, _ high: Float, _ clip: PixelBox) {
    let first = max(Int(low.rounded(.down)), clip.minX)
    let last = min(Int(high.rounded(.up)), clip.maxX - 1)
    guard first <= last else { return }
    let (start, end) = (first / tileWidth, last / tileWidth)
    bands[band] |= (UInt64.max >> UInt64(63 - (end - start))) << UInt64(start)
  }

  /// A shape covers at most, in each band, what lies between its leftmost and rightmost edge.
  private mutating func insert(_ edges: ArraySlice<EdgeList.Edge>, _ clip: PixelBox) {
    guard !clip.isEmpty else { return }
    var reach = [SIMD2<Float>](repeating: SIMD2(.infinity, -.infinity), count: bands.count)
    let (top, bottom) = (Float(clip.minY), Float(clip.maxY))
    let bandHeight = Float(Self.bandHeight)
    var (firstBand, lastBand) = (bands.count, -1)
    for edge in edges {
      let isDown = edge.y < edge.w
      let (x0, y0) = isDown ? (edge.x, edge.y) : (edge.z, edge.w)
      let (x1, y1) = isDown ? (edge.z, edge.w) : (edge.x, edge.y)
      let (start, end) = (max(y0, top), min(y1, bottom))
      guard start < end else { continue }
      let slope = (x1 - x0) / (y1 - y0)
      let bandsOfEdge = Int(start / bandHeight)...min(Int(end / bandHeight), bands.count - 1)
      firstBand = min(firstBand, bandsOfEdge.lowerBound)
      lastBand = max(lastBand, bandsOfEdge.upperBound)
      for band in bandsOfEdge {
        let a = x0 + slope * (max(start, Float(band) * bandHeight) - y0)
        let b = x0 + slope * (min(end, Float(band + 1) * bandHeight) - y0)
        reach[band].x = min(reach[band].x, a, b)
        reach[band].y = max(reach[band].y, a, b)
      }
    }
    guard firstBand <= lastBand else { return }
    let (left, right) = (Float(clip.minX), Float(clip.maxX))
    for band in firstBand...lastBand where reach[band].x <= reach[band].y {
      insert(band, max(reach[band].x - 1, left), min(reach[band].y + 1, right), clip)
    }
  }

  /// Calls `body` with boxes of neighbouring tiles that together are the set.
  func forEachBox(_ body: (PixelBox) -> Void) {
    for (band, tiles) in bands.enumerated() where tiles != 0 {
      let rows = band * Self.bandHeight..<min((band + 1) * Self.bandHeight, height)
      var rest = tiles
      while rest != 0 {
        let start = rest.trailingZeroBitCount
        let length = (~(rest >> UInt64(start))).trailingZeroBitCount
        body(
          PixelBox(
            minX: start * tileWidth, minY: rows.lowerBound,
            maxX: min((start + length) * tileWidth, width), maxY: rows.upperBound))
        let end = start + length
        rest &= end >= 64 ? 0 : UInt64.max << UInt64(end)
      }
    }
  }
}
