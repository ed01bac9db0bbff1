import Scenes

/// The stretch of an axis of losses that tells the runs apart.
enum LossDomain {
  /// Logarithmic where all losses are above zero and differ by more than half a decade; a run that
  /// blows up is cut at thrice what the runs began with.
  static func domain(of seeds: [SeedCurves]) -> (Scale.Kind, ClosedRange<Double>) {
    let curves = seeds.flatMap(\.curves)
    let values = curves.flatMap { $0.map(\.y) }.filter(\.isFinite)
    let first = curves.compactMap { $0.first?.y }.filter(\.isFinite).max() ?? 1
    guard var low = values.min(), var high = values.max() else { return (.linear, 0...1) }
    if high > 3 * first, first > 0 { high = 3 * first }
    if low > 0, high > 3 * low {
      low = max(low, 1e-8 * high)
      return (.logarithmic, 0.85 * low...1.15 * high)
    }
    let margin = high > low ? 0.06 * (high - low) : max(0.1 * abs(high), 0.1)
    return (.linear, low - margin...high + margin)
  }
}

/// The stretch of an axis of scores that tells the runs apart.
enum MetricDomain {
  /// From where the medians are after the first tenth of the epochs: the climb from chance would
  /// leave no room for what differs at the end.
  static func domain(of seeds: [SeedCurves], isMerit: Bool) -> ClosedRange<Double> {
    let curves = seeds.map(\.summary.median)
    var values = curves.flatMap { curve in
      curve.dropFirst(max(1, curve.count / 10)).map(\.y)
    }.filter(\.isFinite)
    if values.isEmpty { values = curves.flatMap { $0.map(\.y) }.filter(\.isFinite) }
    values += seeds.flatMap { $0.curves.compactMap { $0.last?.y } }.filter(\.isFinite)
    if isMerit, let low = values.min(), low < -1 { values = values.map { max($0, -1) } }
    return padded(values)
  }

  static func padded(_ values: [Double]) -> ClosedRange<Double> {
    guard let low = values.min(), let high = values.max() else { return 0...1 }
    let margin = high > low ? 0.08 * (high - low) : max(0.05 * abs(high), 0.01)
    return low - margin...high + margin
  }
}
