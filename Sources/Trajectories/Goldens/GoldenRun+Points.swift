extension GoldenRun {
  /// The first listed point that differs from a path of somebody's own; nil where none does.
  ///
  /// - Parameter points: the parameters after 0, 1, 2, … steps.
  public func difference(
    from points: [[Double]], within tolerance: Tolerance
  ) -> GoldenDifference? {
    for row in rows {
      guard row.step < points.count, points[row.step].count == row.point.count else {
        return .summary(
          what: "points", recorded: "\(row.point.count) numbers at step \(row.step)",
          found: row.step < points.count
            ? "\(points[row.step].count) numbers" : "a path of \(points.count - 1) steps")
      }
      let scale = row.point.map(abs).max() ?? 0
      for (index, recorded) in row.point.enumerated() {
        let found = points[row.step][index]
        if !tolerance.allows(found, for: recorded, scale: scale, sensitivity: sensitivity) {
          return .number(
            step: row.step, place: "x[\(index)]", recorded: recorded, found: found)
        }
      }
    }
    guard tolerance == .exact else { return nil }
    var hash = PathHash()
    for point in points.prefix((rows.last?.step ?? 0) + 1) {
      for number in point { hash.combine(number) }
    }
    return hash.text == pathHash
      ? nil : .summary(what: "path hash", recorded: pathHash, found: hash.text)
  }
}
