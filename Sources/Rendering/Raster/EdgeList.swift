import Scenes

/// The straight edges of the shapes of a scene, in pixels, ready to be swept in any strip of rows.
struct EdgeList: Sendable {
  /// From (x, y) to (z, w).
  typealias Edge = SIMD4<Float>

  /// Something to paint: coverage by edges, or an image.
  enum Command: Sendable {
    case shape(edges: Range<Int>, color: Color, clip: PixelBox)
    case image(Image, in: Rectangle, clip: PixelBox)
  }

  private(set) var edges: [Edge] = []
  private(set) var commands: [Command] = []
  /// The rows that each run of `chunk` edges reaches, so that a strip passes over most of them.
  private(set) var chunkRows: [SIMD2<Float>] = []
  private var firstOfShape = 0

  static let chunk = 32

  mutating func add(_ a: Point, _ b: Point) {
    let edge = Edge(Float(a.x), Float(a.y), Float(b.x), Float(b.y))
    guard edge.y != edge.w else { return }
    if edges.count % Self.chunk == 0 { chunkRows.append(.init(.infinity, -.infinity)) }
    let last = chunkRows.count - 1
    chunkRows[last].x = min(chunkRows[last].x, min(edge.y, edge.w))
    chunkRows[last].y = max(chunkRows[last].y, max(edge.y, edge.w))
    edges.append(edge)
  }

  mutating func add(polygon points: [Point]) {
    guard var previous = points.last else { return }
    for point in points {
      add(previous, point)
      previous = point
    }
  }

  /// Makes a shape of the edges added since the last one.
  mutating func finishShape(_ color: Color, clip: PixelBox) {
    if firstOfShape < edges.count, color.alpha > 0, !clip.isEmpty {
      commands.append(.shape(edges: firstOfShape..<edges.count, color: color, clip: clip))
    }
    firstOfShape = edges.count
  }

  mutating func add(_ image: Image, in box: Rectangle, clip: PixelBox) {
    if !clip.isEmpty { commands.append(.image(image, in: box, clip: clip)) }
  }
}

/// A box of whole pixels; the upper ends are not in it.
struct PixelBox: Hashable, Sendable {
  var minX: Int
  var minY: Int
  var maxX: Int
  var maxY: Int

  var isEmpty: Bool { minX >= maxX || minY >= maxY }

  func intersection(_ other: PixelBox) -> PixelBox {
    .init(
      minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
      maxY: min(maxY, other.maxY))
  }

  /// The pixels whose centres lie in a finite box.
  init(_ box: Rectangle, within bounds: PixelBox) {
    func pixel(_ value: Double, _ low: Int, _ high: Int) -> Int {
      Int(min(max(value.rounded(), Double(low)), Double(high)))
    }
    self.init(
      minX: pixel(box.minX, bounds.minX, bounds.maxX),
      minY: pixel(box.minY, bounds.minY, bounds.maxY),
      maxX: pixel(box.maxX, bounds.minX, bounds.maxX),
      maxY: pixel(box.maxY, bounds.minY, bounds.maxY))
  }

  init(minX: Int, minY: Int, maxX: Int, maxY: Int) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }
}
