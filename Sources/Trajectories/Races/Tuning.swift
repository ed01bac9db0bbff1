import Optimizers

/// How the learning rates of a race are chosen; a picture always says which.
public enum Tuning: Sendable, Hashable {
  /// Each optimizer takes the rate of the grid with the lowest loss at the horizon that is drawn.
  case tuned(LearningRateGrid)
  /// Each optimizer keeps the rate that its line or its library gives.
  case defaults
  /// All optimizers take this rate.
  case same(Double)

  /// The optimizers with the rates that this gives them.
  ///
  /// `search` finds the best rate of a grid for each of those that no line has stated a rate of.
  func plans(
    for entrants: [RacePlan],
    search: ([RacePlan], LearningRateGrid) -> [(rate: Double, origin: LearningRateOrigin)]
  ) -> [RacePlan] {
    var plans = entrants
    switch self {
    case .defaults: break
    case .same(let rate):
      for index in plans.indices {
        plans[index].spec.optimizer.learningRate.base = rate
        plans[index].origin = .same
      }
    case .tuned(let grid):
      let open = plans.indices.filter { plans[$0].origin != .stated }
      let found = search(open.map { plans[$0] }, grid)
      for (index, choice) in zip(open, found) {
        plans[index].spec.optimizer.learningRate.base = choice.rate
        plans[index].origin = choice.origin
      }
    }
    return plans
  }
}

/// Where the learning rate of a run comes from.
public enum LearningRateOrigin: Sendable, Hashable {
  /// Written in the spec line, and kept whatever the tuning.
  case stated
  /// The catalogue's or the library's.
  case byDefault
  case same
  /// The best of `tried` rates; `edge` says that the best was the first or the last of them.
  case tuned(tried: Int, edge: Edge?)

  public enum Edge: String, Sendable, Hashable { case lowest, highest }
}
