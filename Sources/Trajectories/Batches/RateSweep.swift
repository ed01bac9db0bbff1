public import LossSurfaces
public import Optimizers
import ReproducibleMath
import Synchronization

/// Runs of optimizers at each of many learning rates, from the same starts, with the same budget.
public struct RateSweep: Sendable {
  public var surface: LossSurface
  public var starts: BatchStarts
  public var steps: Int
  public var exit: DomainExit
  public var threads: Int

  public init(
    surface: LossSurface, starts: BatchStarts, steps: Int, exit: DomainExit = .free,
    threads: Int = 1
  ) {
    precondition(starts.dimension == surface.dimension)
    self.surface = surface
    self.starts = starts
    self.steps = steps
    self.exit = exit
    self.threads = threads
  }

  /// What came of one optimizer at one rate.
  public struct Cell: Sendable, Hashable {
    public let rate: Double
    /// f at the ends of all starts, in rising order; infinite for a run that diverged.
    public let losses: [Double]
    public let diverged: Int
    /// How many left a domain at whose edge runs end.
    public let left: Int

    /// The loss that a share of the starts stays at or below.
    public func quantile(_ share: Double) -> Double {
      losses[min(losses.count - 1, Int(share * Double(losses.count)))]
    }

    public var median: Double { quantile(0.5) }
  }

  /// One row of cells for each optimizer, in the order of the rates.
  /// - Parameter progress: is told, from any thread, how many cells are done.
  public func cells(
    of optimizers: [any Optimizer], at rates: [Double],
    progress: @Sendable (Int) -> Void = { _ in }
  ) -> [[Cell]] {
    let done = Atomic(0)
    let runner = BatchRunner(surface: surface, steps: steps, exit: exit)
    let cells = Parallel.map(count: optimizers.count * rates.count, threads: threads) { index in
      var optimizer = optimizers[index / rates.count]
      let rate = rates[index % rates.count]
      optimizer.learningRate.base = rate
      defer { progress(done.add(1, ordering: .relaxed).newValue) }
      return Self.cell(runner.run(optimizer, from: starts.numbers), rate: rate)
    }
    return optimizers.indices.map { Array(cells[$0 * rates.count..<($0 + 1) * rates.count]) }
  }

  private static func cell(_ ends: BatchEnds, rate: Double) -> Cell {
    var losses: [Double] = []
    var (diverged, left) = (0, 0)
    for (loss, fate) in zip(ends.losses, ends.fates) {
      switch fate {
      case .diverged:
        losses.append(.infinity)
        diverged += 1
      case .left:
        losses.append(loss)
        left += 1
      case .reached, .undecided: losses.append(loss)
      }
    }
    return Cell(rate: rate, losses: losses.sorted(), diverged: diverged, left: left)
  }

  /// The rate with the lowest median of each row, and where it stands among them.
  ///
  /// Of equal medians the smaller rate wins, and a row of nothing but infinities keeps the smallest.
  public static func best(of row: [Cell]) -> (rate: Double, origin: LearningRateOrigin) {
    let index = row.indices.min { row[$0].median < row[$1].median } ?? 0
    let edge: LearningRateOrigin.Edge? =
      index == 0 ? .lowest : (index == row.count - 1 ? .highest : nil)
    return (row[index].rate, .tuned(tried: row.count, edge: edge))
  }
}
