import Scenes

/// A moving mean of a noisy curve.
enum Smoothing {
  /// s ← β s + (1 − β) y, divided by what the weights add up to, as Adam corrects its moments; a
  /// value that is not finite breaks the curve.
  static func exponential(_ points: [Point], decay: Double) -> [Point] {
    var (mean, weight) = (0.0, 0.0)
    return points.map { point in
      guard point.y.isFinite else { return Point(point.x, .nan) }
      mean = decay * mean + (1 - decay) * point.y
      weight = decay * weight + (1 - decay)
      return Point(point.x, mean / weight)
    }
  }
}
