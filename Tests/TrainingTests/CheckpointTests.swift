import DataSets
import Foundation
import Networks
import Optimizers
import Testing

@testable import Training

@Suite struct CheckpointTests {
  @Test("A run that is stored and resumed after any batch ends with the same bits")
  func everyBatch() throws {
    let data = try Examples.load("iris", as: Double.self)
    let plan = Examples.demandingPlan(data)
    var straight = try TrainingRun(plan, on: data)
    straight.run()
    #expect(straight.history.batchLosses.count == 60)
    #expect(Set(straight.history.epochs.map(\.learningRate)).count == 4, "the plateau is at work")
    var run = try TrainingRun(plan, on: data)
    for batch in 0..<60 {
      var resumed = try TrainingRun<Double>(
        resuming: run.checkpoint(), from: "memory", on: data)
      resumed.run()
      #expect(resumed.remains == straight.remains, "after batch \(batch)")
      #expect(resumed.outcome == straight.outcome)
      #expect(resumed.history == straight.history)
      #expect(resumed.diagnoses == straight.diagnoses)
      // Each break adds to those before.
      run = try TrainingRun(resuming: run.checkpoint(), from: "memory", on: data)
      _ = run.step()
    }
    #expect(run.remains == straight.remains)
  }

  @Test("Early stopping remembers its best weights and how long it has waited")
  func stopping() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "adam(learningRate: 0.2)")
    plan.batchSize = 40
    plan.epochs = 60
    plan.earlyStopping = EarlyStopping()
    plan.earlyStopping?.patience = 3
    var straight = try TrainingRun(plan, on: data)
    var run = straight
    straight.run()
    guard case .stoppedEarly(let best) = straight.outcome else {
      Issue.record("the run does not stop early")
      return
    }
    #expect(straight.history.epochs.last?.epoch == best + 3)
    while run.step() != nil {
      run = try TrainingRun(resuming: run.checkpoint(), from: "memory", on: data)
    }
    #expect(run.remains == straight.remains && run.outcome == straight.outcome)
  }

  @Test(
    "Every optimizer's memory survives, and that of what is around it",
    arguments: OptimizerCatalog.entries.map(\.key) + [
      "adam + clipNorm(1)", "adam + accumulate(2)", "sgd(learningRate: 0.1) + lookahead(5)",
      "sgd(learningRate: 0.1) + reduceOnPlateau(patience: 1, relative: 0.5)", "adam + ema(0.9)",
      "sgd(learningRate: 0.1) + sam(0.05)",
    ])
  func optimizers(line: String) throws {
    let data = try Examples.load("iris", as: Float.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [4], optimizer: line)
    plan.epochs = 3
    plan.metrics = []
    var straight = try TrainingRun(plan, on: data)
    straight.run()
    var run = try TrainingRun(plan, on: data)
    for _ in 0..<7 { _ = run.step() }
    var resumed = try TrainingRun<Float>(resuming: run.checkpoint(), from: "memory", on: data)
    resumed.run()
    #expect(resumed.remains == straight.remains && resumed.outcome == straight.outcome)
    #expect(!straight.history.batchLosses.isEmpty)
  }

  @Test("A stored run goes on with another number of threads")
  func threads() throws {
    let data = try Examples.load("digits", as: Float.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [512, 256], optimizer: "adam")
    plan.epochs = 1
    plan.batchSize = 256
    plan.measuresTraining = false
    var straight = try TrainingRun(plan, on: data)
    straight.run()
    var run = try TrainingRun(plan, on: data, threads: 3)
    for _ in 0..<2 { _ = run.step() }
    var resumed = try TrainingRun<Float>(
      resuming: run.checkpoint(), from: "memory", on: data, threads: 2)
    resumed.run()
    #expect(resumed.remains == straight.remains)
  }

  @Test("A file that was cut or altered anywhere is refused")
  func damage() throws {
    let data = try Examples.load("iris", as: Double.self)
    var run = try TrainingRun(Examples.demandingPlan(data), on: data)
    for _ in 0..<7 { _ = run.step() }
    let bytes = run.checkpoint()
    for length in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: TrainingError.self) {
        try TrainingRun<Double>(resuming: Array(bytes[..<length]), from: "cut", on: data)
      }
    }
    for index in stride(from: 0, to: bytes.count, by: 89) {
      var altered = bytes
      altered[index] ^= 0x10
      #expect(throws: TrainingError.self) {
        try TrainingRun<Double>(resuming: altered, from: "altered", on: data)
      }
    }
  }

  @Test("Other data, another precision and a later format are named")
  func mismatches() throws {
    let data = try Examples.load("iris", as: Double.self)
    let bytes = try TrainingRun(Examples.demandingPlan(data), on: data).checkpoint()
    let other = TrainingData(data.dataSet, split: Split(training: Array(0..<100)))
    let cases: [(String, () throws -> Void)] = [
      ("other data", { _ = try TrainingRun<Double>(resuming: bytes, from: "x", on: other) }),
      (
        "double precision",
        {
          let floats = try Examples.load("iris", as: Float.self)
          _ = try TrainingRun<Float>(resuming: bytes, from: "x", on: floats)
        }
      ),
      (
        "later version",
        {
          var later = bytes
          later[CheckpointFile.signature.count] = 9
          _ = try TrainingRun<Double>(resuming: later, from: "x", on: data)
        }
      ),
    ]
    for (words, attempt) in cases {
      let error = #expect(throws: TrainingError.self) { try attempt() }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
  }

  @Test("What is stored on the way is what the run needs, and nothing else is left behind")
  func policy() throws {
    let data = try Examples.load("iris", as: Double.self)
    let plan = Examples.demandingPlan(data)
    var straight = try TrainingRun(plan, on: data)
    straight.run()
    let path = Examples.temporaryFile("run.checkpoint")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var run = try TrainingRun(plan, on: data)
    var seen = 0
    try run.run(storing: CheckpointPolicy(path: path, interval: 7)) { _ in seen += 1 }
    #expect(seen == 60 && run.remains == straight.remains)
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let stored = try TrainingRun<Double>(resuming: bytes, from: path, on: data)
    #expect(stored.outcome == .finished && stored.remains == straight.remains)
  }
}
