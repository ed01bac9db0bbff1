import LossSurfaces
import ReproducibleMath

/// Looking for points of the domain that a file does not declare.
extension LossSurface {
  /// The lowest point that a search of the domain finds.
  ///
  /// In two dimensions a fine grid; in more, fine grids of planes through the declared minimum, and
  /// points at random. The lowest of each, and all starts, then go downhill.
  mutating func lowestFound() -> (point: [Double], value: Double) {
    var candidates = card.starts + [lowest(of: gridOrSample())]
    if dimension > 2 { candidates += lowestOfPlanes() }
    var best = (point: card.starts[0], value: Double.infinity)
    for candidate in candidates {
      for point in [candidate, nearestInside(descended(from: candidate))] {
        let value = value(at: point.span)
        if value < best.value { best = (point, value) }
      }
    }
    return best
  }

  func nearestInside(_ point: [Double]) -> [Double] {
    zip(point, card.domain).map { min(max($0, $1.lowerBound), $1.upperBound) }
  }

  private func place(_ fractions: [Double]) -> [Double] {
    zip(card.domain, fractions).map {
      $0.lowerBound + ($0.upperBound - $0.lowerBound) * $1
    }
  }

  private func gridOrSample() -> [[Double]] {
    let side = dimension > 2 ? 150 : 401
    var random = RandomStream(seed: 7)
    return (0..<side * side).map { index in
      place(
        dimension == 2
          ? [Double(index % side) / Double(side - 1), Double(index / side) / Double(side - 1)]
          : (0..<dimension).map { _ in random.uniform() })
    }
  }

  private mutating func lowest(of points: [[Double]]) -> [Double] {
    var best = (point: points[0], value: Double.infinity)
    for point in points {
      let value = value(at: point.span)
      if value < best.value { best = (point, value) }
    }
    return best.point
  }

  /// The lowest point of each of a few planes of two coordinates through the declared minimum.
  private mutating func lowestOfPlanes() -> [[Double]] {
    guard let minimum = card.lowest else { return [] }
    let side = 61
    let pairs = [(0, 1), (0, dimension - 1), (dimension / 2, dimension - 1)]
    var points: [[Double]] = []
    for (first, second) in pairs where first != second {
      let plane = (0..<side * side).map { index in
        var point = minimum.at
        for (axis, step) in [(first, index % side), (second, index / side)] {
          let interval = card.domain[axis]
          let share = Double(step) / Double(side - 1)
          point[axis] = interval.lowerBound + share * (interval.upperBound - interval.lowerBound)
        }
        return point
      }
      points.append(lowest(of: plane))
    }
    return points
  }

  /// Newton's method with as much damping as it takes to go down.
  private mutating func descended(from start: [Double]) -> [Double] {
    var point = start
    var height = value(at: point.span)
    var damping = 1e-3
    for _ in 0..<100 {
      let slope = slope(at: point)
      var rows = hessian(at: point.span)
      let scale = (0..<dimension).map { abs(rows[$0 * dimension + $0]) }.max() ?? 1
      for index in 0..<dimension { rows[index * dimension + index] += damping * max(scale, 1e-12) }
      guard damping < 1e20, let step = Self.solve(rows, slope) else { break }
      let moved = zip(point, step).map { $0 - $1 }
      let lower = value(at: moved.span)
      guard lower < height else {
        damping *= 8
        continue
      }
      if height - lower <= 1e-15 * abs(height) { return moved }
      (point, height, damping) = (moved, lower, damping / 4)
    }
    return point
  }

  /// The saddles that Newton's method finds from the nodes of a grid, each once.
  mutating func saddlesInDomain() -> [[Double]] {
    let side = 25
    var found: [[Double]] = []
    for index in 0..<side * side {
      let fractions = [index % side, index / side].map { (Double($0) + 0.5) / Double(side) }
      let point = polished(place(fractions))
      guard isSaddle(point) else { continue }
      let isNew = !found.contains { known in
        zip(known, point).allSatisfy { abs($0 - $1) <= 1e-6 * (1 + abs($0)) }
      }
      if isNew { found.append(point) }
    }
    return found
  }

  /// Within the domain, level to rounding, and curved both ways.
  private mutating func isSaddle(_ point: [Double]) -> Bool {
    guard zip(point, card.domain).allSatisfy({ $1.lowerBound < $0 && $0 < $1.upperBound }) else {
      return false
    }
    let curvatures = curvatures(at: point)
    let (low, high) = (curvatures.min() ?? 0, curvatures.max() ?? 0)
    // What is left of a bell far from its middle is no saddle that anybody meets.
    guard low < -1e-9, high > 1e-9, -low > 1e-9 * high, high > -1e-9 * low else { return false }
    let steepest = slope(at: point).map(abs).max() ?? 0
    return steepest <= 1e-12 * max(high, -low) * (1 + (point.map(abs).max() ?? 0))
  }
}
