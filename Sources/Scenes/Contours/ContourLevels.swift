/// The values at which contour lines are drawn.
public enum ContourLevels {
  /// `count` levels spaced geometrically from `low` to `high`, at least half of them up to `middle`.
  ///
  /// If an even spacing leaves too few below the middle, it is denser there. All three numbers are
  /// above zero, in rising order (a middle outside is moved in).
  public static func geometric(
    from low: Double, over middle: Double, to high: Double, count: Int
  ) -> [Double] {
    guard low > 0, high > low, high.isFinite, count > 1 else { return [] }
    let (first, last) = (Elementary.logarithm10(low), Elementary.logarithm10(high))
    let center = Elementary.logarithm10(min(max(middle, low), high))
    let half = (count + 1) / 2
    let even = (last - first) / Double(count)
    if first + even * Double(half) <= center || center - first < 1e-3 {
      return (0..<count).map { Elementary.exponential10(first + even * Double($0)) }
    }
    let dense = (center - first) / Double(half)
    let sparse = (last - center) / Double(count - half)
    return (0..<count).map { index in
      Elementary.exponential10(
        index < half
          ? first + dense * Double(index) : center + sparse * Double(index - half))
    }
  }
}
