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

  /// `count` levels with about as much of the field between any two neighbours, half of them up to
  /// `middle` if any of the field lies there.
  public static func quantiles(
    of field: ScalarField, over middle: Double, count: Int
  ) -> [Double] {
    let sorted = stride(from: 0, to: field.values.count, by: 5).map { field.values[$0] }
      .filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last, first < last else { return [] }
    let split = sorted.firstIndex { $0 > middle } ?? sorted.count
    let half = split > count && split < sorted.count ? (count + 1) / 2 : 0
    let low = (0..<half).map { sorted[split * ($0 + 1) / (half + 1)] }
    let rest = half == 0 ? sorted[...] : sorted[split...]
    let high = (0..<count - half).map { index in
      rest[rest.startIndex + rest.count * (index + 1) / (count - half + 1)]
    }
    return (low + high).reduce(into: []) { levels, level in
      if levels.last.map({ $0 < level }) ?? true { levels.append(level) }
    }
  }
}
