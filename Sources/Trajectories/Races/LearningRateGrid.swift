import ReproducibleMath

/// The learning rates that every optimizer of a race may try: the same for all, evenly spaced in
/// the logarithm.
public struct LearningRateGrid: Sendable, Hashable {
  public let lowestExponent: Int
  public let highestExponent: Int
  public let perDecade: Int

  /// 33 rates, four a decade, from 10⁻⁶ to 10².
  public static let standard = LearningRateGrid(
    lowestExponent: -6, highestExponent: 2, perDecade: 4)

  public init(lowestExponent: Int, highestExponent: Int, perDecade: Int) {
    precondition(lowestExponent < highestExponent && perDecade > 0)
    self.lowestExponent = lowestExponent
    self.highestExponent = highestExponent
    self.perDecade = perDecade
  }

  public var count: Int { (highestExponent - lowestExponent) * perDecade + 1 }

  /// Ascending; rounded to three digits, so that a legend shows the rate that was used.
  public var rates: [Double] {
    (0..<count).map { index in
      let decade = lowestExponent + index / perDecade
      let fraction = BlockFunction.pow(10, Double(index % perDecade) / Double(perDecade))
      let digits = (fraction * 100).rounded(.toNearestOrAwayFromZero)
      return Double("\(Int(digits))e\(decade - 2)") ?? digits
    }
  }
}
