import Optimizers
import ReproducibleMath

/// Tries every rate of a grid for every optimizer, and keeps the best by the loss at the horizon.
struct LearningRateSearch {
  let grid: LearningRateGrid
  let threads: Int

  /// Whoever is tuned: a rule, its budget, and what it sees where that is not the objective itself.
  struct Candidate: Sendable {
    var optimizer: any Optimizer
    var runner: Runner
    var view: (any Objective<Double>)?
  }

  /// The chosen rate of each candidate and where it stands in the grid.
  ///
  /// A rate that diverges scores infinity. Of equal scores the smaller rate wins; where every rate
  /// diverges, that is the smallest one.
  func run(
    _ candidates: [Candidate], on objective: any Objective<Double>, from start: [Double]
  ) -> [(rate: Double, origin: LearningRateOrigin)] {
    let rates = grid.rates
    let scores = Parallel.map(count: candidates.count * rates.count, threads: threads) { index in
      let candidate = candidates[index / rates.count]
      var optimizer = candidate.optimizer
      optimizer.learningRate.base = rates[index % rates.count]
      return candidate.runner.finalLoss(
        optimizer, on: objective, seen: candidate.view, from: start)
    }
    return candidates.indices.map { candidate in
      let row = scores[candidate * rates.count..<(candidate + 1) * rates.count]
      let best = row.indices.min { row[$0] < row[$1] } ?? row.startIndex
      let index = best - row.startIndex
      let edge: LearningRateOrigin.Edge? =
        index == 0 ? .lowest : (index == rates.count - 1 ? .highest : nil)
      return (rates[index], .tuned(tried: rates.count, edge: edge))
    }
  }
}
