import Optimizers
import ReproducibleMath

/// Tries every rate of a grid for every optimizer, and keeps the best by the loss at the horizon.
struct LearningRateSearch {
  let grid: LearningRateGrid
  let runner: Runner
  let threads: Int

  /// The chosen rate of each optimizer and where it stands in the grid.
  ///
  /// A rate that diverges scores infinity. Of equal scores the smaller rate wins; where every rate
  /// diverges, that is the smallest one.
  func run(
    _ optimizers: [any Optimizer], on objective: any Objective<Double>, from start: [Double]
  ) -> [(rate: Double, origin: LearningRateOrigin)] {
    let rates = grid.rates
    let scores = Parallel.map(count: optimizers.count * rates.count, threads: threads) { index in
      var optimizer = optimizers[index / rates.count]
      optimizer.learningRate.base = rates[index % rates.count]
      return runner.finalLoss(optimizer, on: objective, from: start)
    }
    return optimizers.indices.map { optimizer in
      let row = scores[optimizer * rates.count..<(optimizer + 1) * rates.count]
      let best = row.indices.min { row[$0] < row[$1] } ?? row.startIndex
      let index = best - row.startIndex
      let edge: LearningRateOrigin.Edge? =
        index == 0 ? .lowest : (index == rates.count - 1 ? .highest : nil)
      return (rates[index], .tuned(tried: rates.count, edge: edge))
    }
  }
}
