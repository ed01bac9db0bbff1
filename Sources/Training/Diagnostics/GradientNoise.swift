import DataSets
import ReproducibleMath

/// How much the gradients of small batches scatter about that of all examples.
///
/// The noise scale tr Σ / ‖G‖² is the batch size at which scatter and gradient are of one size:
/// batches far below it waste steps, batches far above it waste examples.
/// S. McCandlish et al., "An empirical model of large-batch training", 2018.
public struct GradientNoise: Sendable, Hashable, Codable {
  /// ‖G‖², without the scatter's share.
  public let squaredGradient: Double
  /// tr Σ: the sum of the variances of one example's gradient.
  public let variance: Double

  public var scale: Double { variance / squaredGradient }

  /// From the mean of ‖g‖² over batches of `batchSize`, and ‖g‖² of all `count` examples at once.
  public init(
    meanSquaredNorm: Double, batchSize: Int, fullSquaredNorm: Double, count: Int
  ) {
    let small = Double(batchSize), large = Double(count)
    squaredGradient = (large * fullSquaredNorm - small * meanSquaredNorm) / (large - small)
    variance = (meanSquaredNorm - fullSquaredNorm) / (1 / small - 1 / large)
  }
}

extension TrainingRun {
  /// Measures the noise of gradients at the run's parameters, over one pass in batches.
  public func gradientNoise() -> GradientNoise {
    var copy = self
    let count = data.split.training.count, batches = batchesPerEpoch
    var full = [Double](repeating: 0, count: parameters.count)
    var meanSquared = 0.0
    copy.visitGradients { gradient, rows in
      let share = Double(rows) / Double(count)
      var squares = 0.0
      for index in full.indices {
        full[index] += share * gradient[index].double
        squares += gradient[index].double * gradient[index].double
      }
      meanSquared += squares / Double(batches)
    }
    let fullSquared = full.reduce(0) { $0 + $1 * $1 }
    return GradientNoise(
      meanSquaredNorm: meanSquared, batchSize: min(plan.batchSize, count),
      fullSquaredNorm: fullSquared, count: count)
  }
}
