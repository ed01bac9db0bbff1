/// Lines and cubic curves, in one or more pieces.
public struct Path: Hashable, Sendable {
  @frozen public enum Verb: UInt8, Hashable, Sendable {
    case move, line, curve, close

    /// How many points the verb takes.
    @inlinable public var pointCount: Int {
      switch self {
      case .move, .line: 1
      case .curve: 3
      case .close: 0
      }
    }
  }

  public private(set) var verbs: [Verb] = []
  /// The points of all verbs, in turn; a curve has its two control points first.
  public private(set) var points: [Point] = []

  public init() {}

  /// Straight lines from point to point.
  public init(_ polyline: some Sequence<Point>, closed: Bool = false) {
    append(polyline, closed: closed)
  }

  public init(_ rectangle: Rectangle) {
    let r = rectangle
    self.init(
      [
        Point(r.minX, r.minY), Point(r.maxX, r.minY), Point(r.maxX, r.maxY), Point(r.minX, r.maxY),
      ], closed: true)
  }

  /// A box with rounded corners.
  public init(_ rectangle: Rectangle, radius: Double) {
    let r = rectangle
    let radius = min(radius, r.width / 2, r.height / 2)
    let control = radius * (1 - Self.circleControl)
    move(to: .init(r.minX + radius, r.minY))
    line(to: .init(r.maxX - radius, r.minY))
    curve(
      to: .init(r.maxX, r.minY + radius), .init(r.maxX - control, r.minY),
      .init(r.maxX, r.minY + control))
    line(to: .init(r.maxX, r.maxY - radius))
    curve(
      to: .init(r.maxX - radius, r.maxY), .init(r.maxX, r.maxY - control),
      .init(r.maxX - control, r.maxY))
    line(to: .init(r.minX + radius, r.maxY))
    curve(
      to: .init(r.minX, r.maxY - radius), .init(r.minX + control, r.maxY),
      .init(r.minX, r.maxY - control))
    line(to: .init(r.minX, r.minY + radius))
    curve(
      to: .init(r.minX + radius, r.minY), .init(r.minX, r.minY + control),
      .init(r.minX + control, r.minY))
    close()
  }

  /// A circle of four cubic arcs.
  public static func circle(_ center: Point, radius: Double) -> Path {
    .ellipse(center, radiusX: radius, radiusY: radius)
  }

  public static func ellipse(_ center: Point, radiusX: Double, radiusY: Double) -> Path {
    var path = Path()
    let (kx, ky) = (radiusX * circleControl, radiusY * circleControl)
    let (x, y) = (center.x, center.y)
    path.move(to: .init(x + radiusX, y))
    path.curve(to: .init(x, y + radiusY), .init(x + radiusX, y + ky), .init(x + kx, y + radiusY))
    path.curve(to: .init(x - radiusX, y), .init(x - kx, y + radiusY), .init(x - radiusX, y + ky))
    path.curve(to: .init(x, y - radiusY), .init(x - radiusX, y - ky), .init(x - kx, y - radiusY))
    path.curve(to: .init(x + radiusX, y), .init(x + kx, y - radiusY), .init(x + radiusX, y - ky))
    path.close()
    return path
  }

  /// The control distance with which a cubic follows a quarter of a circle to 0.03 %.
  private static let circleControl = 0.552_284_749_8

  public mutating func move(to point: Point) {
    verbs.append(.move)
    points.append(point)
  }

  public mutating func line(to point: Point) {
    verbs.append(.line)
    points.append(point)
  }

  public mutating func curve(to point: Point, _ control1: Point, _ control2: Point) {
    verbs.append(.curve)
    points.append(control1)
    points.append(control2)
    points.append(point)
  }

  public mutating func close() { verbs.append(.close) }

  public mutating func append(_ polyline: some Sequence<Point>, closed: Bool = false) {
    var verb = Verb.move
    for point in polyline {
      verbs.append(verb)
      points.append(point)
      verb = .line
    }
    if closed, verb == .line { verbs.append(.close) }
  }

  public mutating func append(_ other: Path) {
    verbs += other.verbs
    points += other.points
  }

  public var isEmpty: Bool { verbs.isEmpty }

  public var isFinite: Bool { points.allSatisfy(\.isFinite) }

  /// The box around all points, control points too; nil for an empty path.
  public var bounds: Rectangle? {
    guard let first = points.first else { return nil }
    var box = Rectangle(minX: first.x, minY: first.y, maxX: first.x, maxY: first.y)
    for point in points.dropFirst() {
      box.minX = min(box.minX, point.x)
      box.minY = min(box.minY, point.y)
      box.maxX = max(box.maxX, point.x)
      box.maxY = max(box.maxY, point.y)
    }
    return box
  }

  public func mapped(_ transform: (Point) -> Point) -> Path {
    var path = self
    for index in path.points.indices { path.points[index] = transform(path.points[index]) }
    return path
  }
}
