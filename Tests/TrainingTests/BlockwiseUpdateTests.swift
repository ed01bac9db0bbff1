import DataSets
import Networks
import Optimizers
import ReproducibleMath
import Testing

@testable import Training

@Suite struct BlockwiseUpdateTests {
  static let rules = [
    "sgd", "momentum(weightDecay: 0.01)", "adam", "adamw", "rmsprop", "adagrad", "ftrl",
  ]

  private func run<Number: TrainingNumber>(
    _ rule: String, threads: Int, penalty: Penalty = .none, as type: Number.Type = Number.self
  ) throws -> TrainingRun<Number> {
    let data = try Examples.load("digits", as: Number.self)
    var spec = NetworkSpec(hidden: [192, 128])
    spec.penalty = penalty
    spec.normalization = .batch
    var plan = TrainingPlan(for: data.dataSet, network: spec, optimizer: rule)
    plan.batchSize = 128
    plan.epochs = 2
    plan.metrics = []
    return try TrainingRun(plan, on: data, threads: threads)
  }

  @Test(
    "Threads that own slabs of the weights pass through the bits of a single one", arguments: rules)
  func threads(rule: String) throws {
    try expectSame(rule, as: Float.self)
    try expectSame(rule, as: Double.self)
  }

  private func expectSame<Number: TrainingNumber>(_ rule: String, as type: Number.Type) throws {
    var alone: TrainingRun<Number> = try run(rule, threads: 1)
    let first = alone.parameters
    alone.run()
    #expect(alone.parameters != first)
    for threads in [2, 3] {
      var shared: TrainingRun<Number> = try run(rule, threads: threads)
      #expect(shared.parameters == first)
      shared.run()
      #expect(shared.parameters == alone.parameters, "\(threads) threads")
      #expect(shared.history.batchLosses == alone.history.batchLosses)
    }
  }

  @Test("A step block by block has the bits of a step at once", arguments: rules)
  func blocks(rule: String) throws {
    for penalty in [Penalty.none, Penalty(l1: 0.001, l2: 0.01)] {
      var blockwise: TrainingRun<Float> = try run(rule, threads: 1, penalty: penalty)
      let optimizer = try #require(blockwise.spec.optimizer as? any UpdatingOptimizer)
      var parameters = blockwise.parameters
      var state = Float.makeState(
        of: optimizer, for: blockwise.network.layout, at: parameters.span)
      for _ in 0..<3 {
        var twin = blockwise
        let gradient = twin.nextGradient()
        _ = blockwise.step()
        var span = parameters.mutableSpan
        Float.update(
          &span, by: optimizer, gradient: gradient.span, losses: Span(), state: &state)
        #expect(blockwise.parameters == parameters)
      }
      #expect(blockwise.memory.whole.slots == state.slots)
      #expect(blockwise.memory.whole.scalars == state.scalars)
    }
  }

  @Test("A run stored by one number of threads goes on with another, to the same bits")
  func checkpoints() throws {
    var whole: TrainingRun<Float> = try run("adam", threads: 1)
    var broken: TrainingRun<Float> = try run("adam", threads: 2)
    for _ in 0..<5 { _ = broken.step() }
    var resumed = try TrainingRun<Float>(
      resuming: broken.checkpoint(), from: "memory", on: whole.data, threads: 3)
    whole.run()
    resumed.run()
    #expect(resumed.parameters == whole.parameters)
    #expect(resumed.memory.whole.slots == whole.memory.whole.slots)
  }

  @Test(
    "Passing over inputs that are 0 leaves the bits as they are, in slabs or not",
    arguments: [1, 2, 3], [nil, WeightAveraging.exponential(decay: 0.9)])
  func zeros(threads: Int, averaging: WeightAveraging?) throws {
    try expectSameWithZeros(threads, averaging, as: Float.self)
    try expectSameWithZeros(threads, averaging, as: Double.self)
  }

  private func expectSameWithZeros<Number: TrainingNumber>(
    _ threads: Int, _ averaging: WeightAveraging?, as type: Number.Type
  ) throws {
    let data = TrainingData<Number>(Self.scattered(), split: Split(training: Array(0..<150)))
    #expect(data.isMostlyZero)
    // Threads without slabs share the inputs where those are more than the units.
    let units = averaging == nil ? 160 : 96
    var plan = TrainingPlan(for: data.dataSet, hidden: [units], optimizer: "adam")
    plan.batchSize = 50
    // One more than is looked at: the last ends at the mean.
    plan.epochs = 3
    plan.averaging = averaging
    var run = try TrainingRun(plan, on: data, threads: threads)
    let optimizer = try #require(run.spec.optimizer as? any UpdatingOptimizer)
    var parameters = run.parameters
    var state = Number.makeState(of: optimizer, for: run.network.layout, at: parameters.span)
    for _ in 0..<6 {
      var twin = run
      let gradient = twin.nextGradient()
      _ = run.step()
      var span = parameters.mutableSpan
      Number.update(
        &span, by: optimizer, gradient: gradient.span, losses: Span(), state: &state)
      let areSame = run.parameters == parameters
      #expect(areSame)
    }
  }

  /// One number in five is not 0, and some inputs are 0 in all examples.
  private static func scattered<Number: TrainingNumber>() -> DataSet<Number> {
    let count = 150, width = 130
    let features = (0..<count * width).map { index -> Number in
      let place = index * 7919 % 10007
      return place % 5 == 0 && index % width % 11 != 3 ? Number(Double(place % 97) / 97) : 0
    }
    return DataSet(
      name: "scattered", featureNames: (0..<width).map { "\($0)" }, features: features,
      targets: .classes(
        labels: (0..<count).map { Int32($0 * 31 % 3) }, names: ["a", "b", "c"]))
  }
}
