import DataSets
import Networks
import Optimizers
import Testing

@testable import Training

/// What a plan asks for really happens, and a report is of what it says.
@Suite struct PlanEffectTests {
  /// The losses of the batches of two epochs in one order, at weights that stay.
  private func epochs(_ change: (inout TrainingPlan) -> Void) throws -> [[Double]] {
    let data = try Examples.load("digits", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "sgd")
    plan.learningRate = 0
    plan.epochs = 2
    plan.batchSize = 300
    plan.shuffles = false
    plan.measuresTraining = false
    change(&plan)
    var run = try TrainingRun(plan, on: data)
    run.run()
    let losses = run.history.batchLosses, count = losses.count / 2
    return [Array(losses[..<count]), Array(losses[count...])]
  }

  @Test(
    "Weights that stay have the same loss in each epoch, unless masks or changes are drawn anew")
  func draws() throws {
    let plain = try epochs { _ in }
    #expect(plain[0] == plain[1])
    let dropped = try epochs { plan in
      plan.architecture.layers.insert(.dropout(Dropout(0.4)), at: 1)
    }
    let moved = try epochs { $0.augmentation.shift = 0.2 }
    let noisy = try epochs { $0.augmentation.noise = 0.2 }
    for changed in [dropped, moved, noisy] {
      for batch in plain[0].indices {
        #expect(changed[0][batch] != changed[1][batch] && changed[0][batch] != plain[0][batch])
      }
    }
  }

  @Test("Class weights and label smoothing change the loss of each batch as they say")
  func weighing() throws {
    let plain = try epochs { _ in }[0]
    let doubled = try epochs { $0.classWeights = Array(repeating: 2, count: 10) }[0]
    for (found, wanted) in zip(doubled, plain) { #expect(abs(found - 2 * wanted) < 1e-12 * wanted) }
    #expect(try epochs { $0.classWeights = [5] + Array(repeating: 1, count: 9) }[0] != plain)
    #expect(try epochs { $0.labelSmoothing = 0.2 }[0] != plain)
  }

  @Test("The weights of each unit stay within their longest norm, update after update")
  func constraints() throws {
    let data = try Examples.load("iris", as: Double.self)
    var spec = NetworkSpec(hidden: [8])
    spec.constraint = .maximumNorm(0.5)
    var plan = TrainingPlan(for: data.dataSet, network: spec, optimizer: "sgd(learningRate: 0.5)")
    plan.epochs = 2
    var run = try TrainingRun(plan, on: data)
    var longest = 0.0
    while run.step() != nil {
      for tensor in run.network.tensors where tensor.shape.role == .weights {
        for unit in 0..<tensor.shape.columns {
          let squares = (0..<tensor.shape.rows).reduce(0.0) { sum, row in
            let weight = run.parameters[tensor.offset + row * tensor.shape.columns + unit]
            return sum + weight * weight
          }
          longest = max(longest, squares.squareRoot())
        }
      }
    }
    #expect(longest <= 0.5 + 1e-12 && longest > 0.49)
  }

  @Test("A mean of the weights is measured and left, and the training does not see it")
  func averages() throws {
    let data = try Examples.load("iris", as: Double.self)
    func run(_ averaging: WeightAveraging?) throws -> TrainingRun<Double> {
      var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "sgd(learningRate: 0.5)")
      plan.epochs = 3
      plan.averaging = averaging
      var run = try TrainingRun(plan, on: data)
      run.run()
      return run
    }
    let plain = try run(nil)
    for averaging in [WeightAveraging.exponential(decay: 0.9), .uniform(fromEpoch: 1)] {
      let averaged = try run(averaging)
      #expect(averaged.history.batchLosses == plain.history.batchLosses)
      for epoch in 1...3 {
        #expect(
          averaged.history.epochs[epoch].validation != plain.history.epochs[epoch].validation)
      }
      #expect(averaged.parameters != plain.parameters)
    }
  }

  @Test("Each seed has first weights of its own")
  func seeds() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "sgd")
    let first = try TrainingRun(plan, on: data).parameters
    #expect(try TrainingRun(plan, on: data).parameters == first)
    plan.seed = 1
    let second = try TrainingRun(plan, on: data).parameters
    #expect(zip(first, second).count { $0 == $1 } == 8 + 3, "only the biases are alike")
  }

  @Test("A run ends with its first loss that is not finite")
  func divergence() throws {
    let data = try Examples.load("diabetes", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "sgd")
    plan.learningRate = 1e6
    var run = try TrainingRun(plan, on: data)
    run.run()
    #expect(run.history.batchLosses.last == .infinity)
    let before = run.history.batchLosses.dropLast()
    #expect(before.allSatisfy { $0.isFinite })
  }

  private func moons() throws -> (
    unscaled: DataSet<Double>, sweep: TrainingSweep<Double>, result: SweepResult<Double>
  ) {
    let set: DataSet<Double> = try DataSource("moons(count: 200, noise: 0.05)").load(folder: "")
    let split = try Split(set, validation: 0.3, test: 0.1, seed: 1)
    let data = TrainingData(set, split: split, features: .standardize)
    var plan = TrainingPlan(for: set, hidden: [16], optimizer: "adam(learningRate: 0.02)")
    plan.epochs = 60
    let sweep = TrainingSweep(
      plan, on: data, entrants: [try OptimizerSpec("adam(0.02)")], seeds: [0])
    return (set, sweep, try sweep.run())
  }

  @Test("A confusion matrix and final scores are of the test part")
  func judged() throws {
    let (_, sweep, result) = try moons()
    let report = try SweepReport(result, of: sweep)
    let run = report.entrants[0].runs[0], test = sweep.data.split.test
    #expect(run.confusion?.total == test.count && test.count == 20)
    #expect(run.confusion?.accuracy == run.test?.metrics[0])
    guard case .classes(let labels, _) = sweep.data.dataSet.targets else { return }
    for label in 0..<2 {
      #expect(run.confusion?.counts[label].reduce(0, +) == test.count { labels[$0] == label })
    }
    let alone = try result.entrants[0].runs[0].measure(on: sweep.data, rows: test)
    #expect(run.test == alone)
  }

  @Test("Decision regions say of each example's cell what the network says of the example")
  func regions() throws {
    let (set, sweep, result) = try moons()
    let regions = try #require(
      try DecisionRegions(result, on: sweep.data, unscaled: set, columns: 200, rows: 200))
    let accuracy = try #require(
      try SweepReport(result, of: sweep).entrants[0].runs[0].final?.training?.metrics[0])
    #expect(accuracy > 0.98)
    func place(_ value: Double, _ range: ClosedRange<Double>, _ count: Int) -> Int {
      Int(Double(count) * (value - range.lowerBound) / (range.upperBound - range.lowerBound))
    }
    var right = 0
    for example in regions.examples {
      let column = place(example.x, regions.x, regions.columns)
      let cell = place(example.y, regions.y, regions.rows) * regions.columns + column
      let scores = regions.maps[0][2 * cell..<2 * cell + 2]
      if (scores[2 * cell + 1] > 0.5) == (example.target == 1) { right += 1 }
    }
    #expect(Double(right) >= 0.97 * Double(regions.examples.count), "\(right)")
  }
}
