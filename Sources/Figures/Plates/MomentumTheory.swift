public import LossSurfaces
import Optimizers
import ReproducibleMath
import Trajectories

/// Keeps the losses of a run, and nothing else.
private struct Losses: StepRecorder {
  var values: [Double] = []

  mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) {
    values.append(row.loss)
  }
}

/// Gradient descent with momentum on a quadratic bowl: what theory says, and what is measured.
///
/// Along an eigenvector of curvature λ a step is linear in the error and its velocity; its larger
/// root is the rate, √β where the two roots are complex. B. Polyak, 1964.
public struct MomentumTheory: Sendable {
  /// From the flattest to the steepest.
  public let curvatures: [Double]

  public init(curvatures: [Double]) { self.curvatures = curvatures.sorted() }

  var steepest: Double { curvatures.last ?? 1 }
  var flattest: Double { curvatures.first ?? 1 }

  /// How much of the error is left after a step, in the long run.
  public func rate(learningRate: Double, momentum: Double) -> Double {
    curvatures.map { curvature in
      let trace = 1 + momentum - learningRate * curvature
      let discriminant = trace * trace - 4 * momentum
      return discriminant < 0
        ? momentum.squareRoot() : (abs(trace) + discriminant.squareRoot()) / 2
    }.max() ?? 1
  }

  /// The rate and the momentum that leave least error, and how much that is.
  public var best: (learningRate: Double, momentum: Double, rate: Double) {
    let (low, high) = (flattest.squareRoot(), steepest.squareRoot())
    let share = (high - low) / (high + low)
    return (4 / ((high + low) * (high + low)), share * share, share)
  }

  /// What runs of the optimizer itself leave a step, from their losses late in the run.
  public func measuredRate(
    learningRate: Double, momentum: Double, on surface: LossSurface, from start: [Double]
  ) -> Double {
    var rule = Momentum()
    rule.learningRate = Schedule(learningRate)
    rule.momentum = momentum
    // The largest f of a stretch: where the error oscillates, single values say little.
    let (early, late, stretch) = (60, 300, 60)
    var losses = Losses()
    guard
      let outcome = try? Runner(steps: late + stretch).run(
        rule, on: surface, from: start, into: &losses), !outcome.isDiverged
    else { return .infinity }
    let first = losses.values[early..<early + stretch].max() ?? 0
    let last = losses.values[late..<late + stretch].max() ?? 0
    guard first > 0, last > 0 else { return 0 }
    // f goes with the square of the error.
    return BlockFunction.pow(last / first, 0.5 / Double(late - early))
  }
}
