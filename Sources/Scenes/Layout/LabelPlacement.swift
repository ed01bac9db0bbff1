/// Finds room for labels near the points they name, with leaders where they stand apart.
///
/// Greedy, in the order given: each label takes the cheapest of a fan of places around its point,
/// where covering lines, going far and crossing other leaders cost; other labels, the points of all
/// labels and the edge of the bounds are never covered if any place is left.
public struct LabelPlacement: Sendable {
  /// A label placed: its box, and the line from its point to the box if it stands apart.
  public struct Placed: Hashable, Sendable {
    public var box: Rectangle
    public var leader: [Point]
  }

  public let bounds: Rectangle
  /// The unit of distance: about the height of a line of text.
  public let unit: Double
  private var density: Density
  private var boxes: [Rectangle] = []
  private var leaders: [(Point, Point)] = []

  public init(bounds: Rectangle, unit: Double) {
    self.bounds = bounds
    self.unit = unit
    density = Density(bounds: bounds, cell: max(unit / 3, 1))
  }

  /// Adds a line that labels should rather not cover.
  public mutating func avoid(_ polyline: [Point], weight: Double = 1) {
    for (a, b) in zip(polyline, polyline.dropFirst()) where a.isFinite && b.isFinite {
      density.add(from: a, to: b, weight: weight)
    }
  }

  /// Adds a box that no label may cover.
  public mutating func reserve(_ box: Rectangle) { boxes.append(box) }

  /// A label to place: its size, and the point that it names with a marker of `radius` there.
  public struct Request: Hashable, Sendable {
    public var size: Size
    public var point: Point
    public var radius: Double

    public init(_ size: Size, near point: Point, radius: Double) {
      self.size = size
      self.point = point
      self.radius = radius
    }
  }

  /// Places labels, the first ones best.
  public mutating func place(_ requests: [Request]) -> [Placed] {
    density.finish()
    for request in requests {
      boxes.append(
        Rectangle(
          x: request.point.x - request.radius, y: request.point.y - request.radius,
          width: 2 * request.radius, height: 2 * request.radius))
    }
    return requests.map { place($0.size, near: $0.point, radius: $0.radius) }
  }

  private mutating func place(_ size: Size, near point: Point, radius: Double) -> Placed {
    var best: (cost: Double, placed: Placed)?
    for ring in 0..<Self.rings.count {
      let distance = radius + unit * Self.rings[ring]
      // Farther rings cannot be cheaper than what a nearer one has found.
      if let best, best.cost <= distanceCost(distance) { break }
      for step in 0..<24 {
        let angle = (Double(step) * 15 - 30) * .pi / 180
        let placed = candidate(size, around: point, angle, distance, radius)
        let cost = cost(of: placed, distance, from: point) + 0.001 * Double(step)
        if cost < best?.cost ?? .infinity { best = (cost, placed) }
      }
    }
    let placed = best?.placed ?? candidate(size, around: point, 0, radius + unit, radius)
    boxes.append(placed.box)
    if let start = placed.leader.first, let end = placed.leader.last {
      leaders.append((start, end))
    }
    return placed
  }

  private static let rings = [0.45, 0.9, 1.6, 2.4, 3.4, 4.6, 6, 7.6, 9.4, 11.4, 14, 17, 21]

  private func distanceCost(_ distance: Double) -> Double { 0.5 * distance / unit }

  /// The box whose nearest point lies at that angle and distance.
  private func candidate(
    _ size: Size, around point: Point, _ angle: Double, _ distance: Double, _ radius: Double
  ) -> Placed {
    let (c, s) = (Elementary.cosine(angle), Elementary.sine(angle))
    let center = Point(
      point.x + c * distance + max(-1, min(1, 1.6 * c)) * size.width / 2,
      point.y + s * distance + max(-1, min(1, 1.6 * s)) * size.height / 2)
    let box = Rectangle(
      x: center.x - size.width / 2, y: center.y - size.height / 2, width: size.width,
      height: size.height)
    let end = box.nearest(to: point)
    let gap = end.distance(to: point)
    guard gap > radius + 0.8 * unit else { return Placed(box: box, leader: []) }
    return Placed(box: box, leader: [point.toward(end, radius / gap), end])
  }

  private func cost(of placed: Placed, _ distance: Double, from point: Point) -> Double {
    var cost = distanceCost(distance) + 2.5 * density.sum(in: placed.box) / unit
    if !bounds.contains(placed.box) { cost += 1000 }
    for box in boxes where box.overlaps(placed.box.inset(by: -0.1 * unit)) { cost += 300 }
    if let start = placed.leader.first, let end = placed.leader.last {
      // Its own point's box is where a leader begins.
      for box in boxes where !box.contains(point) {
        if LineClipping.segment(from: start, to: end, in: box) != nil { cost += 100 }
      }
      for leader in leaders where Self.cross(start, end, leader.0, leader.1) { cost += 60 }
      cost += 0.4
    }
    for leader in leaders
    where LineClipping.segment(from: leader.0, to: leader.1, in: placed.box) != nil { cost += 100 }
    return cost
  }

  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double {
      (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
    }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }
}

/// How much line lies where: lengths in cells, summed over any box at once.
private struct Density: Sendable {
  let bounds: Rectangle
  let cell: Double
  let columns: Int
  let rows: Int
  private var weights: [Double]
  private var sums: [Double] = []

  init(bounds: Rectangle, cell: Double) {
    self.bounds = bounds
    self.cell = cell
    columns = max(1, Int((bounds.width / cell).rounded(.up)))
    rows = max(1, Int((bounds.height / cell).rounded(.up)))
    weights = Array(repeating: 0, count: columns * rows)
  }

  mutating func add(from a: Point, to b: Point, weight: Double) {
    guard let (enter, leave) = LineClipping.segment(from: a, to: b, in: bounds) else { return }
    let (start, end) = (a.toward(b, enter), a.toward(b, leave))
    let length = start.distance(to: end)
    let steps = max(1, Int((length / cell).rounded(.up)))
    for step in 0..<steps {
      let point = start.toward(end, (Double(step) + 0.5) / Double(steps))
      let column = min(max(Int((point.x - bounds.minX) / cell), 0), columns - 1)
      let row = min(max(Int((point.y - bounds.minY) / cell), 0), rows - 1)
      // Lines that lie on one another hide no more than one.
      let index = row * columns + column
      weights[index] = min(weights[index] + weight * length / Double(steps), 2 * weight * cell)
    }
    sums = []
  }

  /// Sums each cell with all above and left of it.
  mutating func finish() {
    guard sums.isEmpty else { return }
    sums = Array(repeating: 0, count: (columns + 1) * (rows + 1))
    for row in 0..<rows {
      var line = 0.0
      for column in 0..<columns {
        line += weights[row * columns + column]
        let index = (row + 1) * (columns + 1) + column + 1
        sums[index] = sums[index - columns - 1] + line
      }
    }
  }

  func sum(in box: Rectangle) -> Double {
    func clamp(_ value: Double, _ count: Int) -> Int { Int(min(max(value, 0), Double(count))) }
    let left = clamp((box.minX - bounds.minX) / cell, columns)
    let right = clamp((box.maxX - bounds.minX) / cell + 1, columns)
    let top = clamp((box.minY - bounds.minY) / cell, rows)
    let bottom = clamp((box.maxY - bounds.minY) / cell + 1, rows)
    let stride = columns + 1
    return sums[bottom * stride + right] - sums[top * stride + right]
      - sums[bottom * stride + left] + sums[top * stride + left]
  }
}
