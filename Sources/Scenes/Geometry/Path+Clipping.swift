extension Path {
  /// The path as a renderer may have it: finite, and inside `bounds` where it is not already.
  ///
  /// Renderers draw phantom lines from NaN and huge coordinates without an error. An undefined point
  /// breaks the line; a far one is cut at the bounds. Curves that reach outside become lines.
  public func confined(to bounds: Rectangle, filled: Bool) -> Path {
    if points.allSatisfy({ bounds.contains($0) }) { return self }
    var result = Path()
    for piece in polylines(tolerance: 0.05) {
      if filled {
        let finite = piece.points.filter(\.isFinite)
        let inside = LineClipping.polygon(finite, to: bounds)
        if inside.count > 2 { result.append(inside, closed: true) }
      } else {
        let points = piece.closed ? piece.points + piece.points.prefix(1) : piece.points
        for run in LineClipping.polyline(points, to: bounds) { result.append(run.points) }
      }
    }
    return result
  }

  /// The pieces of the path as straight lines no farther than `tolerance` from its curves.
  public func polylines(tolerance: Double) -> [(points: [Point], closed: Bool)] {
    var pieces: [(points: [Point], closed: Bool)] = []
    var current: [Point] = []
    var next = 0
    func finish(closed: Bool) {
      if !current.isEmpty { pieces.append((current, closed)) }
    }
    for verb in verbs {
      switch verb {
      case .move:
        finish(closed: false)
        current = [points[next]]
      case .line:
        current.append(points[next])
      case .curve:
        let from = current.last ?? points[next]
        Self.flatten(
          from, points[next], points[next + 1], points[next + 2], tolerance: tolerance
        ) { current.append($0) }
      case .close:
        finish(closed: true)
        current = []
      }
      next += verb.pointCount
    }
    finish(closed: false)
    return pieces
  }

  /// Calls `emit` with the points that follow `start` on a cubic curve.
  @inlinable public static func flatten(
    _ start: Point, _ control1: Point, _ control2: Point, _ end: Point, tolerance: Double,
    _ emit: (Point) -> Void
  ) {
    // With n equal steps a chord strays by at most max |B″| / 8n², and |B″| is at most 6 × bend.
    let bend = max(
      (start - 2 * control1 + control2).length, (control1 - 2 * control2 + end).length)
    let wanted = (0.75 * bend / tolerance).squareRoot()
    let steps = wanted.isFinite ? max(1, min(64, Int(wanted.rounded(.up)))) : 1
    for step in 1..<max(steps, 1) {
      let t = Double(step) / Double(steps)
      let s = 1 - t
      let (a, b, c, d) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
      emit(
        .init(
          a * start.x + b * control1.x + c * control2.x + d * end.x,
          a * start.y + b * control1.y + c * control2.y + d * end.y))
    }
    emit(end)
  }
}
