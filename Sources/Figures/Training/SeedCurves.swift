import Scenes

/// Curves of one quantity over several seeds, and what they have in common.
struct SeedCurves {
  /// One curve a seed: x rises; a value that was not measured is not finite.
  var curves: [[Point]]

  /// The medians and quartiles at each place that at least half of the seeds reach.
  var summary: (median: [Point], lower: [Point], upper: [Point]) {
    let length = curves.map(\.count).max() ?? 0
    var (median, lower, upper) = ([Point](), [Point](), [Point]())
    for index in 0..<length {
      let present = curves.filter { index < $0.count }.map { $0[index] }
      let values = present.map(\.y).filter(\.isFinite).sorted()
      guard 2 * values.count >= curves.count, let first = present.first else { break }
      // Times differ from seed to seed; places that all share are kept to the bit.
      let x =
        present.allSatisfy { $0.x == first.x }
        ? first.x : Self.quantile(present.map(\.x).sorted(), 0.5)
      median.append(Point(x, Self.quantile(values, 0.5)))
      lower.append(Point(x, Self.quantile(values, 0.25)))
      upper.append(Point(x, Self.quantile(values, 0.75)))
    }
    return (median, lower, upper)
  }

  /// Of sorted numbers, linear between neighbours.
  static func quantile(_ sorted: [Double], _ fraction: Double) -> Double {
    guard let first = sorted.first else { return .nan }
    let place = fraction * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return sorted.last ?? first }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
