import DataSets
import Networks
import Testing

@testable import Training

@Suite struct TrainingRunTests {
  @Test("A run learns: digits, wine and moons, in both precisions")
  func learns() throws {
    for (name, least) in [("digits", 0.95), ("wine", 0.9), ("moons", 0.95)] {
      let data = try Examples.load(name, as: Float.self)
      var plan = TrainingPlan(for: data.dataSet, hidden: [32], optimizer: "adam")
      plan.epochs = name == "digits" ? 15 : 60
      plan.learningRate = 0.005
      var run = try TrainingRun(plan, on: data)
      run.run()
      #expect(run.outcome == .finished)
      let last = try #require(run.history.epochs.last?.validation)
      #expect(last.metrics[0] >= least, "\(name): \(last)")
    }
    let data = try Examples.load("wine", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [16], optimizer: "sgd")
    plan.learningRate = 0.1
    var run = try TrainingRun(plan, on: data)
    run.run()
    #expect(try #require(run.history.epochs.last?.validation).metrics[0] > 0.9)
  }

  @Test("The history tells each epoch, and what had been before the first")
  func history() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "sgd")
    plan.epochs = 3
    plan.batchSize = 50
    var run = try TrainingRun(plan, on: data)
    var reports: [TrainingProgress] = []
    run.run { reports.append($0) }
    #expect(run.batchesPerEpoch == 3)
    #expect(run.history.epochs.map(\.epoch) == [0, 1, 2, 3])
    #expect(run.history.epochs.map(\.updates) == [0, 3, 6, 9])
    #expect(run.history.epochs.map(\.evaluations) == [0, 3, 6, 9])
    #expect(run.history.batchLosses.count == 9 && run.seconds.count == 4)
    #expect(reports.map(\.batch) == [1, 2, 0, 1, 2, 0, 1, 2, 0])
    #expect(reports.compactMap { $0.record?.epoch } == [1, 2, 3])
    let first = run.history.batchLosses[..<3]
    let mean = (first[0] * 50 + first[1] * 50 + first[2] * 20) / 120
    #expect(abs(try #require(run.history.epochs[1].batchLoss) - mean) < 1e-15)
  }

  @Test("Each epoch shuffles anew, by the seed, and takes every example once")
  func order() {
    let examples = Array(3..<20)
    var order = BatchOrder(examples, batchSize: 5, seed: 4, shuffles: true)
    let first = (0..<order.count).flatMap { order.batch($0, epoch: 0) }
    let second = (0..<order.count).flatMap { order.batch($0, epoch: 1) }
    #expect(order.count == 4 && first.sorted() == examples && second.sorted() == examples)
    #expect(first != second && first != examples)
    var again = BatchOrder(examples, batchSize: 5, seed: 4, shuffles: true)
    #expect((0..<4).flatMap { again.batch($0, epoch: 1) } == second)
    var other = BatchOrder(examples, batchSize: 5, seed: 5, shuffles: true)
    #expect((0..<4).flatMap { other.batch($0, epoch: 0) } != first)
  }

  @Test("The optimizer does not change the first weights, the batches or the masks")
  func fairness() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = Examples.demandingPlan(data)
    plan.epochs = 1
    plan.learningRate = 0
    plan.averaging = nil
    let runs = try ["adam", "sgd", "rmsprop"].map { line in
      plan.optimizer = line
      var run = try TrainingRun(plan, on: data)
      run.run()
      return run
    }
    #expect(runs[0].history.batchLosses == runs[1].history.batchLosses)
    #expect(runs[0].history.batchLosses == runs[2].history.batchLosses)
    #expect(Set(runs[0].history.batchLosses).count > 1)
  }

  @Test("Threads change no bit, in neither precision")
  func threads() throws {
    func check<Number: TrainingNumber>(_ type: Number.Type) throws {
      let data = try Examples.load("digits", as: Number.self)
      var plan = TrainingPlan(for: data.dataSet, hidden: [256, 256], optimizer: "adam")
      plan.epochs = 1
      plan.batchSize = 64
      plan.measuresTraining = false
      let remains = try [1, 2, 3].map { threads in
        var run = try TrainingRun(plan, on: data, threads: threads)
        run.run()
        return run.remains
      }
      #expect(remains[0] == remains[1] && remains[0] == remains[2])
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test("A loss that is no longer finite ends the run, which says so")
  func divergence() throws {
    let data = try Examples.load("diabetes", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "sgd")
    plan.learningRate = 1e6
    var run = try TrainingRun(plan, on: data)
    run.run()
    guard case .diverged(let update) = run.outcome else {
      Issue.record("the run ended with \(String(describing: run.outcome))")
      return
    }
    #expect(update == run.history.batchLosses.count && update < 20)
    #expect(run.history.batchLosses.last?.isFinite == false)
    #expect(run.step() == nil)
  }

  @Test("Plans that do not fit the data are refused")
  func faults() throws {
    let data = try Examples.load("iris", as: Double.self)
    let good = TrainingPlan(for: data.dataSet, hidden: [4], optimizer: "adam")
    let changes: [(inout TrainingPlan) -> Void] = [
      { $0.architecture.inputs = 5 }, { $0.architecture.layers.append(.dense(2)) },
      { $0.optimizer = "adamm" }, { $0.optimizer = "torch.optim.Adam(lrr=1)" },
      { $0.batchSize = 0 }, { $0.architecture.layers = [] },
    ]
    for change in changes {
      var plan = good
      change(&plan)
      #expect(throws: TrainingError.self) { try TrainingRun(plan, on: data) }
    }
    let numbers = try Examples.load("diabetes", as: Double.self)
    var plan = TrainingPlan(for: numbers.dataSet, hidden: [4], optimizer: "adam")
    plan.loss = .hinge
    #expect(throws: TrainingError.self) { try TrainingRun(plan, on: numbers) }
  }

  @Test("Rules that look ahead or several times train, too, and count what they look at")
  func otherRules() throws {
    let data = try Examples.load("wine", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "nesterov")
    plan.learningRate = 0.05
    plan.epochs = 10
    var run = try TrainingRun(plan, on: data)
    run.run()
    let losses = run.history.epochs.compactMap(\.validation?.loss)
    #expect(losses[10] < 0.5 * losses[0])
    #expect(run.history.epochs[10].evaluations == run.updates)
  }
}
