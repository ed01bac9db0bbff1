import ReproducibleMath

/// The mean of some scores, and the interval that holds the true mean in 95 of 100 cases, if the
/// scores scatter normally: Student's.
///
/// Folds train on examples that they share, so their scores scatter less than those of networks that
/// never met would: the variance of the mean is then s² (1/k + test / training examples).
/// C. Nadeau and Y. Bengio, "Inference for the generalization error", Machine Learning 52 (2003).
public struct ScoreInterval: Sendable, Hashable, Codable {
  public let mean: Double
  /// Half the width of the interval; NaN for fewer than two scores.
  public let halfWidth: Double
  public let count: Int

  /// - Parameter overlap: how many examples test a fold for each that trains it; 0 without folds.
  public init(_ scores: [Double], overlap: Double = 0) {
    count = scores.count
    let total = Double(count)
    let mean = scores.reduce(0, +) / total
    self.mean = mean
    guard count > 1 else {
      halfWidth = .nan
      return
    }
    let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    halfWidth =
      Self.quantile(count - 1) * Double.root(squares / (total - 1) * (1 / total + overlap))
  }

  /// The 0.975 quantile of Student's distribution, to four digits.
  private static func quantile(_ freedom: Int) -> Double {
    let table = [
      12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
      2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
      2.052, 2.048, 2.045, 2.042,
    ]
    if freedom <= table.count { return table[freedom - 1] }
    // Cornish and Fisher's first terms.
    let z = 1.959_964, v = Double(freedom)
    return z + (z * z * z + z) / (4 * v) + (5 * z * z * z * z * z + 16 * z * z * z + 3 * z)
      / (96 * v * v)
  }
}
