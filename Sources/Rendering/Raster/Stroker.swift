import Scenes

/// Turns lines of a width into the edges of the area that they cover.
///
/// The outline goes along the left side and back along the right. On the inner side of a bend it
/// turns where the offset lines meet; where the parts are too short for that, it passes through the
/// bend itself, so that every part has the same orientation and none is cut out.
struct Stroker {
  private let half: Double
  private let join: Stroke.Join
  private let cap: Stroke.Cap
  /// The largest angle between the corners of a round join.
  private let arcStep: Double
  private var isRing = false
  private var outline: [Point] = []

  init(width: Double, join: Stroke.Join, cap: Stroke.Cap) {
    half = width / 2
    self.join = join
    self.cap = cap
    let cosine = max(0, 1 - 0.06 / max(half, 0.06))
    arcStep = 2 * Trigonometry.arcCosine(cosine)
  }

  mutating func stroke(_ line: [Point], closed: Bool, into edges: inout EdgeList) {
    var points = Self.distinct(line)
    if closed, points.count > 2, points[0].distance(to: points[points.count - 1]) < 1e-3 {
      points.removeLast()
    }
    guard points.count > 1 else {
      if cap == .round, let point = points.first { dot(point, into: &edges) }
      return
    }
    outline.removeAll(keepingCapacity: true)
    isRing = closed && points.count > 2
    if isRing {
      ring(points, into: &edges)
    } else {
      side(points)
      addCap(at: points[points.count - 1], from: points[points.count - 2])
      points.reverse()
      side(points)
      addCap(at: points[points.count - 1], from: points[points.count - 2])
      edges.add(polygon: outline)
    }
  }

  /// Points that repeat have no direction.
  private static func distinct(_ line: [Point]) -> [Point] {
    var result: [Point] = []
    result.reserveCapacity(line.count)
    for point in line {
      if let last = result.last, last.distance(to: point) < 1e-3 { continue }
      result.append(point)
    }
    return result
  }

  private func dot(_ point: Point, into edges: inout EdgeList) {
    for piece in Path.circle(point, radius: half).polylines(tolerance: 0.06) {
      edges.add(polygon: piece.points)
    }
  }

  private mutating func ring(_ points: [Point], into edges: inout EdgeList) {
    var points = points
    for _ in 0..<2 {
      outline.removeAll(keepingCapacity: true)
      let count = points.count
      for index in 0..<count { corner(points, index) }
      edges.add(polygon: outline)
      points.reverse()
    }
  }

  /// The offset line to the left of the points.
  private mutating func side(_ points: [Point]) {
    let normal = normal(points[0], points[1])
    outline.append(points[0] + normal)
    for index in 1..<points.count - 1 { corner(points, index) }
    let last = points.count - 1
    outline.append(points[last] + self.normal(points[last - 1], points[last]))
  }

  private func normal(_ a: Point, _ b: Point) -> Point {
    let delta = b - a
    let factor = half / delta.length
    return Point(factor * delta.y, -factor * delta.x)
  }

  private mutating func corner(_ points: [Point], _ index: Int) {
    let count = points.count
    let (before, point) = (points[(index + count - 1) % count], points[index])
    let after = points[(index + 1) % count]
    let (first, second) = (normal(before, point), normal(point, after))
    let cosine = (first.x * second.x + first.y * second.y) / (half * half)
    let turn = first.x * second.y - first.y * second.x
    let reach = reach(cosine)
    let room = min(before.distance(to: point), point.distance(to: after))
    if cosine > 0.9, reach < room {
      outline.append(point + (1 / (1 + cosine)) * (first + second))
    } else if turn >= 0 {
      outline.append(point + first)
      addJoin(at: point, first, second, cosine)
      outline.append(point + second)
    } else if reach + innerReach(points, index - 1) < before.distance(to: point),
      reach + innerReach(points, index + 1) < point.distance(to: after)
    {
      outline.append(point + (1 / (1 + cosine)) * (first + second))
    } else {
      outline.append(point + first)
      outline.append(point)
      outline.append(point + second)
    }
  }

  /// How far from a bend, along both parts, their offset lines meet.
  private func reach(_ cosine: Double) -> Double {
    half * ((1 - cosine) / max(1 + cosine, 1e-9)).squareRoot()
  }

  /// The reach of a neighbouring bend if its offset lines meet on this side too, else 0.
  private func innerReach(_ points: [Point], _ index: Int) -> Double {
    let count = points.count
    let place = (index + count) % count
    if !isRing, place == 0 || place == count - 1 { return 0 }
    let first = normal(points[(place + count - 1) % count], points[place])
    let second = normal(points[place], points[(place + 1) % count])
    guard first.x * second.y < first.y * second.x else { return 0 }
    return reach((first.x * second.x + first.y * second.y) / (half * half))
  }

  private mutating func addJoin(
    at point: Point, _ first: Point, _ second: Point, _ cosine: Double
  ) {
    switch join {
    case .bevel: break
    case .miter:
      if cosine > -0.8 { outline.append(point + (1 / (1 + cosine)) * (first + second)) }
    case .round:
      arc(about: point, from: first, angle: Trigonometry.arcCosine(min(max(cosine, -1), 1)))
    }
  }

  private mutating func addCap(at point: Point, from previous: Point) {
    let normal = normal(previous, point)
    switch cap {
    case .butt: break
    case .square:
      let along = Point(-normal.y, normal.x)
      outline.append(point + normal + along)
      outline.append(point - normal + along)
    case .round:
      arc(about: point, from: normal, angle: .pi)
    }
  }

  /// The corners between both ends of an arc that turns clockwise on screen.
  private mutating func arc(about point: Point, from start: Point, angle: Double) {
    let steps = Int((angle / arcStep).rounded(.up))
    guard steps > 1 else { return }
    let (c, s) = Trigonometry.cosineAndSine(angle / Double(steps))
    var radius = start
    for _ in 1..<steps {
      radius = Point(c * radius.x - s * radius.y, s * radius.x + c * radius.y)
      outline.append(point + radius)
    }
  }
}
