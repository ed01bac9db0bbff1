import CRuntimeCounters
import DataSets
import Networks
import Testing

@testable import Training

/// What a batch may not cost, beside its arithmetic.
@Suite struct BatchCostTests {
  @Test(
    "A batch asks for no memory and no type, whatever the layers and the rule",
    arguments: [
      "sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "adamax",
      "nadam", "radam", "ftrl", "lion",
    ])
  func batches(optimizer: String) throws {
    try expectNone(optimizer, as: Float.self)
    try expectNone(optimizer, as: Double.self)
  }

  private func expectNone<Number: TrainingNumber>(
    _ optimizer: String, as type: Number.Type
  ) throws {
    let data = try Examples.load("digits", as: Number.self)
    var spec = NetworkSpec(hidden: [32, 32])
    spec.normalization = .batch
    spec.dropout = 0.2
    spec.isResidual = true
    var plan = TrainingPlan(for: data.dataSet, network: spec, optimizer: optimizer)
    plan.epochs = 3
    plan.metrics = []
    plan.averaging = .exponential(decay: 0.9)
    var run = try TrainingRun(plan, on: data)
    for _ in 0..<run.batchesPerEpoch { _ = run.step() }
    let before = allocation_count(), lookUpsBefore = look_up_count()
    guard before >= 0 else { return }
    // The last batch of an epoch also measures and records.
    for _ in 1..<run.batchesPerEpoch { _ = run.step() }
    // An expectation takes memory of its own, so all of them stand below.
    let after = allocation_count(), lookUpsAfter = look_up_count()
    #expect(after == before)
    #expect(before > 0 && lookUpsBefore > 0, "the counters count")
    #expect(lookUpsAfter == lookUpsBefore)
    #expect(run.updates == 2 * run.batchesPerEpoch - 1)
  }
}
