/// Cuts lines and polygons at a box, so that nothing undefined or far away reaches a renderer.
public enum LineClipping {
  /// A part of a polyline that lies inside the box.
  public struct Run: Hashable, Sendable {
    public var points: [Point]
    /// The index of the segment (from its start point) in which the run begins and ends.
    public var firstSegment: Int
    public var lastSegment: Int
    /// Whether the polyline came from outside, and went outside, where the run begins and ends.
    public var enters: Bool
    public var leaves: Bool
  }

  /// The segment's part in the box as fractions of its length (Liang and Barsky, 1984).
  ///
  /// Nil if no part is inside or a coordinate is not finite.
  public static func segment(
    from start: Point, to end: Point, in box: Rectangle
  ) -> (enter: Double, leave: Double)? {
    guard start.isFinite, end.isFinite else { return nil }
    // Halved, so that the difference of two huge coordinates stays finite.
    let (dx, dy) = (end.x / 2 - start.x / 2, end.y / 2 - start.y / 2)
    var enter = 0.0
    var leave = 1.0
    let sides = [
      (-dx, start.x / 2 - box.minX / 2), (dx, box.maxX / 2 - start.x / 2),
      (-dy, start.y / 2 - box.minY / 2), (dy, box.maxY / 2 - start.y / 2),
    ]
    for (slope, distance) in sides {
      if slope == 0 {
        if distance < 0 { return nil }
      } else if slope < 0 {
        enter = max(enter, distance / slope)
      } else {
        leave = min(leave, distance / slope)
      }
    }
    return enter <= leave ? (enter, leave) : nil
  }

  /// The parts of a polyline that lie inside the box; an undefined point breaks the line.
  public static func polyline(_ points: [Point], to box: Rectangle) -> [Run] {
    guard points.count > 1 else {
      return points.first.map { box.contains($0) && $0.isFinite } == true
        ? [Run(points: points, firstSegment: 0, lastSegment: 0, enters: false, leaves: false)] : []
    }
    var runs: [Run] = []
    var isOpen = false
    for index in 0..<points.count - 1 {
      let (start, end) = (points[index], points[index + 1])
      let inside: (enter: Double, leave: Double)?
      if box.contains(start), box.contains(end) {
        inside = (0, 1)
      } else {
        inside = segment(from: start, to: end, in: box)
      }
      guard let (enter, leave) = inside else {
        isOpen = false
        continue
      }
      if !isOpen || enter > 0 {
        let first = enter > 0 ? box.nearest(to: start.toward(end, enter)) : start
        runs.append(
          Run(
            points: [first], firstSegment: index, lastSegment: index, enters: enter > 0,
            leaves: false))
      }
      let last = runs.count - 1
      runs[last].points.append(leave < 1 ? box.nearest(to: start.toward(end, leave)) : end)
      runs[last].lastSegment = index
      runs[last].leaves = leave < 1
      isOpen = leave == 1
    }
    return runs
  }

  /// A polygon cut at the box (Sutherland and Hodgman, 1974); the points must be finite.
  public static func polygon(_ points: [Point], to box: Rectangle) -> [Point] {
    var result = points
    result = cut(result, keep: { $0.x >= box.minX }, at: { crossing($0, $1, x: box.minX) })
    result = cut(result, keep: { $0.x <= box.maxX }, at: { crossing($0, $1, x: box.maxX) })
    result = cut(result, keep: { $0.y >= box.minY }, at: { crossing($0, $1, y: box.minY) })
    return cut(result, keep: { $0.y <= box.maxY }, at: { crossing($0, $1, y: box.maxY) })
  }

  private static func cut(
    _ points: [Point], keep: (Point) -> Bool, at crossing: (Point, Point) -> Point
  ) -> [Point] {
    guard var previous = points.last else { return [] }
    var result: [Point] = []
    for point in points {
      if keep(point) != keep(previous) { result.append(crossing(previous, point)) }
      if keep(point) { result.append(point) }
      previous = point
    }
    return result
  }

  private static func crossing(_ a: Point, _ b: Point, x: Double) -> Point {
    .init(x, a.y + (b.y - a.y) * ((x / 2 - a.x / 2) / (b.x / 2 - a.x / 2)))
  }

  private static func crossing(_ a: Point, _ b: Point, y: Double) -> Point {
    .init(a.x + (b.x - a.x) * ((y / 2 - a.y / 2) / (b.y / 2 - a.y / 2)), y)
  }
}
