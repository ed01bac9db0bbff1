/// Whether a straight line parts two sets of points of the plane.
public enum PlaneSeparation {
  public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }

    static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }

    /// Positive where `b` is to the left of the way from the origin to here.
    func cross(_ b: Point) -> Double { x * b.y - y * b.x }
  }

  /// Whether some line has all of `first` on one side and all of `second` on the other, none on it.
  ///
  /// It does if and only if their convex hulls are apart: if the hull of all differences of their
  /// corners leaves the origin out.
  public static func exists(between first: [Point], and second: [Point]) -> Bool {
    let corners = hull(second)
    let differences = hull(hull(first).flatMap { corner in corners.map { corner - $0 } })
    guard differences.count > 2 else {
      guard let start = differences.first, let end = differences.last else { return true }
      return isApart(fromSegment: start, end)
    }
    return differences.indices.contains { index in
      let from = differences[index], to = differences[(index + 1) % differences.count]
      // Seen from a corner, the origin is to the right of the edge.
      return (to - from).cross(Point(0, 0) - from) < 0
    }
  }

  /// Whether the origin is off the segment between two points.
  private static func isApart(fromSegment start: Point, _ end: Point) -> Bool {
    guard start.cross(end) == 0 else { return true }
    return start.x * end.x + start.y * end.y > 0
  }

  /// The corners of the convex hull, counter-clockwise, without those on an edge.
  ///
  /// A. Andrew, "Another efficient algorithm for convex hulls in two dimensions", 1979.
  private static func hull(_ points: [Point]) -> [Point] {
    let sorted = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    guard sorted.count > 2 else { return sorted }
    func chain(_ points: [Point]) -> [Point] {
      var chain: [Point] = []
      for point in points {
        while chain.count > 1,
          (chain[chain.count - 1] - chain[chain.count - 2]).cross(point - chain[chain.count - 1])
            <= 0
        { chain.removeLast() }
        chain.append(point)
      }
      return Array(chain.dropLast())
    }
    return chain(sorted) + chain(sorted.reversed())
  }
}
