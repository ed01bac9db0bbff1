import DataSets
import Foundation
import Networks
import Optimizers
import Testing

@testable import Training

/// Layers with a rate or a decay of their own, in whole runs.
@Suite struct GroupedRunTests {
  private func plan(
    _ data: TrainingData<Double>, _ groups: [String], by rule: String = "adam(0.02)"
  ) throws -> TrainingPlan {
    var plan = TrainingPlan(for: data.dataSet, hidden: [8, 6], optimizer: rule)
    plan.epochs = 3
    plan.groups = groups.isEmpty ? nil : try groups.map { try LayerGroup($0) }
    return plan
  }

  private func run(
    _ plan: TrainingPlan, _ data: TrainingData<Double>, threads: Int = 1
  ) throws -> TrainingRun<Double> {
    var run = try TrainingRun(plan, on: data, threads: threads)
    run.run()
    return run
  }

  @Test("A layer whose rate is 0 stays, and the others learn")
  func frozen() throws {
    let data = try Examples.load("iris", as: Double.self)
    let run = try run(plan(data, ["2: lr 0"]), data)
    let first: [Double] = run.network.initialParameters(seed: 0)
    for tensor in run.network.tensors {
      let stays = Array(run.parameters[tensor.range]) == Array(first[tensor.range])
      #expect(stays == (tensor.layer == 2), "\(tensor.name)")
    }
  }

  @Test(
    "Groups that say what the rule does anyway leave every bit as it is",
    arguments: ["adam(0.02)", "sgd(0.1)", "torch.optim.SGD(lr=0.1, momentum=0.9, nesterov=True)"])
  func idle(rule: String) throws {
    let data = try Examples.load("iris", as: Double.self)
    let plain = try run(plan(data, [], by: rule), data)
    #expect(plain.history.epochs.allSatisfy { $0.groupRates == nil })
    for threads in [1, 2] {
      let grouped = try run(
        plan(data, ["1: lr 1x", "last: weightDecay 0"], by: rule), data, threads: threads)
      #expect(grouped.parameters == plain.parameters)
      #expect(grouped.history.batchLosses == plain.history.batchLosses)
    }
  }

  @Test("Records tell the rate of each group, under schedules and on plateaus too")
  func rates() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = try plan(data, ["1: lr 0.1x", "biases: weightDecay 0", "last: lr 0.5"])
    plan.learningRate = 0.25
    plan.plateau = ReduceOnPlateau()
    plan.plateau?.patience = 1
    plan.plateau?.factor = 0.5
    plan.plateau?.minimumChange = 10
    let run = try run(plan, data)
    let rates = run.history.epochs.map { [$0.learningRate] + ($0.groupRates ?? []) }
    #expect(rates[0] == [0.25, 0.025, 0.5])
    // The first epoch is the best so far; each that follows lowers the rate of the next.
    #expect(rates[2] == [0.25, 0.025, 0.5])
    #expect(rates[3] == [0.125, 0.0125, 0.25])
    plan.plateau = nil
    plan.schedule = "linear(over: 9)"
    let scheduled = try self.run(plan, data).history.epochs
    for record in scheduled {
      let share = record.learningRate / 0.25
      for (found, wanted) in zip(record.groupRates ?? [], [0.025 * share, 0.5 * share]) {
        #expect(abs(found - wanted) < 1e-15)
      }
    }
    #expect(scheduled.last?.learningRate != 0.25)
  }

  @Test("A run with groups that is resumed after any batch ends with the same bytes")
  func resumed() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = Examples.demandingPlan(data)
    plan.groups = try ["1: lr 0.1x", "last: lr 0.05", "weights: weightDecay 0.1"].map {
      try LayerGroup($0)
    }
    plan.optimizer = "adamw"
    var whole = try TrainingRun(plan, on: data)
    var parts = whole
    whole.run()
    while parts.step() != nil {
      parts = try TrainingRun(resuming: parts.checkpoint(), from: "memory", on: data)
    }
    #expect(parts.remains == whole.remains)
    #expect(parts.history.epochs.map(\.groupRates) == whole.history.epochs.map(\.groupRates))
    #expect(parts.memory.whole == whole.memory.whole)
  }

  @Test("Rules with matrices and averages of their own keep them apart, and resume")
  func memories() throws {
    let data = try Examples.load("iris", as: Double.self)
    for rule in ["shampoo(0.05)", "soap(0.01)", "schedule-free-adamw(0.02)", "lamb(0.02)"] {
      let plan = try plan(data, ["1: lr 0.5x"], by: rule)
      var whole = try TrainingRun(plan, on: data)
      for _ in 0..<5 { _ = whole.step() }
      var resumed = try TrainingRun<Double>(
        resuming: whole.checkpoint(), from: "memory", on: data, threads: 2)
      whole.run()
      resumed.run()
      #expect(resumed.parameters == whole.parameters, "\(rule)")
      #expect(resumed.parameters != (try run(self.plan(data, [], by: rule), data)).parameters)
    }
  }

  @Test("A decay that leaves biases alone leaves those of a group with its own decay alone, too")
  func weightsOnly() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = try plan(data, ["1: weightDecay 5"], by: "adamw(0.02, weightDecay: decoupled(0))")
    let everywhere = try run(plan, data)
    plan.decaysWeightsOnly = true
    let weightsOnly = try run(plan, data)
    plan.groups = [LayerGroup(layers: "dense 1 weights", weightDecay: 5)]
    plan.decaysWeightsOnly = false
    let byName = try run(plan, data)
    #expect(weightsOnly.parameters != everywhere.parameters)
    for (found, wanted) in zip(weightsOnly.parameters, byName.parameters) {
      #expect(abs(found - wanted) < 1e-12)
    }
  }

  @Test("A plan without groups is written as it always was, one with groups in words")
  func plans() throws {
    let data = try Examples.load("iris", as: Double.self)
    let encoder = JSONEncoder()
    let plain = try String(decoding: encoder.encode(plan(data, [])), as: UTF8.self)
    #expect(!plain.contains("groups"))
    let plan = try plan(data, ["1: lr 0.1x", "2: lr 0.5"])
    let bytes = try encoder.encode(plan)
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"0.1x\""))
    #expect(try JSONDecoder().decode(TrainingPlan.self, from: bytes) == plan)
  }

  @Test("Groups that the rule or the network cannot have end the run before it begins")
  func refused() throws {
    let data = try Examples.load("iris", as: Double.self)
    for (rule, group) in [("lbfgs", "1: lr 1"), ("adam", "7: lr 1"), ("adam", "slopes: lr 1")] {
      #expect(throws: TrainingError.self) {
        _ = try TrainingRun(plan(data, [group], by: rule), on: data)
      }
    }
  }
}
