import DataSets
import ReproducibleMath

/// The learning rates that every optimizer of a comparison may try: as many for each.
public enum LearningRates: Sendable, Hashable, Codable {
  /// Evenly spaced in the logarithm between two powers of ten.
  case grid(lowest: Int, highest: Int, perDecade: Int)
  /// Drawn evenly in the logarithm between two powers of ten.
  case random(lowest: Int, highest: Int, count: Int, seed: UInt64)

  /// Thirteen rates, two a decade, from 10⁻⁵ to 10.
  public static let usual = grid(lowest: -5, highest: 1, perDecade: 2)

  /// Ascending; of three digits, so that a table shows the rate that was used.
  public var rates: [Double] {
    switch self {
    case .grid(let lowest, let highest, let perDecade):
      return (0...(highest - lowest) * perDecade).map { index in
        Self.rate(decade: lowest + index / perDecade, Double(index % perDecade) / Double(perDecade))
      }
    case .random(let lowest, let highest, let count, let seed):
      var random = RandomPurpose.tuning.stream(seed: seed)
      return (0..<count).map { _ in
        let exponent = random.uniform() * Double(highest - lowest)
        return Self.rate(decade: lowest + Int(exponent), exponent - exponent.rounded(.down))
      }.sorted()
    }
  }

  private static func rate(decade: Int, _ fraction: Double) -> Double {
    let digits = (BlockFunction.pow(10, fraction) * 100).rounded()
    return Double("\(Int(digits))e\(decade - 2)") ?? digits
  }
}
