import Optimizers
import Testing

/// A mistake in a rule must show: some published path has to notice every value of every rule.
@Suite("Mutations") struct MutationTests {
  /// What no library lets a user change, what shows only under a schedule, and what scales the
  /// gradients of a rule that does not mind; other tests look at these.
  private static let unseen = [
    "NoisyDescent.seed", "NoisyDescent.variance", "NoisyDescent.annealing",
    "NoisyDescent.learningRate", "DoG.layerwise", "AveragedDescent.averagingStart",
    "Momentum.velocity", "Nesterov.velocity", "RMSprop.velocity", "LARS.velocity",
    "COCOB.learningRate", "ScheduleFreeSGD.ratePower", "ScheduleFreeSGD.weighsAhead",
    "ScheduleFreeAdamW.weighsAhead",
  ]

  /// The published paths whose rule is of the entry's type, with that rule.
  private static func paths(
    of entry: OptimizerEntry
  ) -> [(path: PublishedPath, optimizer: any Optimizer)] {
    PublishedPathTests.paths.compactMap { path in
      guard let spec = try? OptimizerSpec(path.spec),
        type(of: spec.optimizer) == type(of: entry.prototype)
      else { return nil }
      return (path, spec.optimizer)
    }
  }

  @Test("Some published path notices every value of a rule", arguments: Entries.plain)
  func values(_ entry: OptimizerEntry) {
    let paths = Self.paths(of: entry)
    let type = "\(type(of: entry.prototype))"
    for hyperparameter in Swift.type(of: entry.prototype).hyperparameters {
      let name = "\(type).\(hyperparameter.name)"
      let isSeen = paths.contains { path, optimizer in
        hyperparameter.changes(in: optimizer).contains { !path.accepts($0) }
      }
      #expect(isSeen == !Self.unseen.contains(name), "\(name)")
    }
  }
}
