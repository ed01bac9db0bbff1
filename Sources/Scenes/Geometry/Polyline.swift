/// Operations on lines through many points.
public enum Polyline {
  /// Leaves out points that lie within `tolerance` of the line drawn without them.
  ///
  /// One pass: a point is dropped while a straight line from the last kept point still passes all
  /// the dropped ones within the tolerance and moves on. First and last point stay.
  public static func simplified(_ points: [Point], tolerance: Double) -> [Point] {
    guard points.count > 2 else { return points }
    var result = [points[0]]
    var anchor = points[0]
    var cone = Cone()
    for index in 1..<points.count - 1 {
      cone.narrow(from: anchor, through: points[index], tolerance: tolerance)
      if !cone.admits(points[index + 1], from: anchor, after: points[index]) {
        anchor = points[index]
        result.append(anchor)
        cone = Cone()
      }
    }
    result.append(points[points.count - 1])
    return result
  }

  /// The directions in which a line from the anchor passes every dropped point closely enough.
  private struct Cone {
    var left: Point?
    var right: Point?
    var reach = 0.0

    mutating func narrow(from anchor: Point, through point: Point, tolerance: Double) {
      let delta = point - anchor
      let distance = delta.length
      reach = max(reach, distance)
      guard distance > tolerance else { return }
      let sine = tolerance / distance
      let cosine = (1 - sine * sine).squareRoot()
      let low = Point(delta.x * cosine + delta.y * sine, delta.y * cosine - delta.x * sine)
      let high = Point(delta.x * cosine - delta.y * sine, delta.y * cosine + delta.x * sine)
      if right.map({ cross($0, low) > 0 }) ?? true { right = low }
      if left.map({ cross($0, high) < 0 }) ?? true { left = high }
    }

    /// A line that turns back would lose how far the dropped points went.
    func admits(_ point: Point, from anchor: Point, after dropped: Point) -> Bool {
      let delta = point - anchor
      guard delta.length >= reach else { return false }
      guard let left, let right else { return true }
      return cross(right, delta) >= 0 && cross(delta, left) >= 0
    }

    private func cross(_ a: Point, _ b: Point) -> Double { a.x * b.y - a.y * b.x }
  }

  /// What can be seen of a curve that runs to the right.
  ///
  /// In each column of `width` units that is the first, lowest, highest and last point. Undefined
  /// points stay, as they break the line.
  public static func thinned(_ points: [Point], columnWidth width: Double) -> [Point] {
    guard points.count > 8 else { return points }
    var result: [Point] = []
    var start = 0
    while start < points.count {
      let column = (points[start].x / width).rounded(.down)
      var (low, high, end) = (start, start, start)
      while end < points.count, points[end].isFinite == points[start].isFinite,
        !points[end].isFinite || (points[end].x / width).rounded(.down) == column
      {
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
        end += 1
      }
      end = max(end, start + 1)
      var last = -1
      for index in [start, min(low, high), max(low, high), end - 1] where index > last {
        result.append(points[index])
        last = index
      }
      start = end
    }
    return result
  }

  /// The area within a closed line; negative if it runs counterclockwise on screen.
  public static func area(of points: some Collection<Point>) -> Double {
    guard var previous = points.first else { return 0 }
    let origin = previous
    var twice = 0.0
    for point in points.dropFirst() {
      let (a, b) = (previous - origin, point - origin)
      twice += a.x * b.y - a.y * b.x
      previous = point
    }
    return twice / 2
  }

  /// The point halfway along the line, and the direction there.
  public static func middle(of points: [Point]) -> (point: Point, direction: Point)? {
    let total = zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    guard total > 0 else { return nil }
    var left = total / 2
    for (a, b) in zip(points, points.dropFirst()) {
      let length = a.distance(to: b)
      if length > 0, length >= left {
        return (a.toward(b, left / length), (1 / length) * (b - a))
      }
      left -= length
    }
    return nil
  }
}
