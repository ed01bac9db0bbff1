import DataSets
import Foundation
import Networks
import Optimizers
import Training

extension Benchmark {
  /// 784-256-128-10 with ReLU, softmax cross-entropy and Adam on 8000 pictures of MNIST's size, in
  /// single precision on two threads: examples a second.
  static func training(batch: Int) -> Benchmark {
    let epochs = "3"
    return Benchmark(
      name: "training-batch-\(batch)", unit: "samples/s", isRate: true,
      peers: [
        .program(
          source: "mlp_limit_onednn.c", libraries: ["-ldnnl"], arguments: ["\(batch)", "20", "2"]),
        .rate(script: "mlp_torch.py", arguments: ["DATA", "\(batch)", epochs]),
        .rate(script: "mlp_jax.py", arguments: ["DATA", "\(batch)", epochs]),
        .rate(script: "mlp_keras.py", arguments: ["DATA", "\(batch)", epochs]),
      ]
    ) {
      var plan = TrainingPlan(for: pictures, hidden: [256, 128], optimizer: "adam")
      plan.batchSize = batch
      plan.epochs = 4
      plan.metrics = []
      plan.measuresTraining = false
      let data = TrainingData(pictures, split: Split(training: Array(0..<pictures.count)))
      var run = try TrainingRun(plan, on: data, threads: 2)
      while run.history.epochs.count < 2, run.step() != nil {}
      let seconds = Timing.seconds { while run.step() != nil {} }
      precondition(run.outcome == .finished)
      return Double(3 * pictures.count) / seconds
    }
  }

  /// Four optimizers with four seeds each on digits, 64-32-10, 30 epochs of batches of 32, as a user
  /// would compare them: runs a second on two threads.
  static let trainingSweep = Benchmark(
    name: "training-sweep", unit: "runs/s", isRate: true,
    peer: .rate(script: "sweep_torch.py", arguments: ["DATA"])
  ) { 16 / (try sweepSeconds(threads: 2)) }

  /// How many times as fast the same is on two threads as on one.
  static let sweepCores = Benchmark(
    name: "training-sweep-two-cores", unit: "times", isRate: true,
    peer: .limit(
      name: "independent arithmetic", measure: CoreScaling.ofIndependentArithmetic),
    runs: 3
  ) { try CoreScaling.measure { try sweepSeconds(threads: $0) } }

  private static func sweepSeconds(threads: Int) throws -> Double {
    let digits: DataSet<Float> = try DataSource("digits").load(folder: dataFolder)
    let data = TrainingData(
      digits, split: Split(count: digits.count, firstForTraining: 1437),
      features: .divide(by: 16))
    var plan = TrainingPlan(for: digits, hidden: [32], optimizer: "adam")
    plan.epochs = 30
    plan.metrics = []
    plan.measuresTraining = false
    let lines = [
      "sgd(learningRate: 0.1)", "momentum(learningRate: 0.05, momentum: 0.9)",
      "rmsprop(learningRate: 0.003)", "adam(learningRate: 0.003)",
    ]
    var sweep = TrainingSweep(
      plan, on: data, entrants: try lines.map(OptimizerSpec.init), seeds: [0, 1, 2, 3])
    sweep.threads = threads
    return try Timing.seconds { _ = try sweep.run() }
  }

  /// The pictures that the peers train on, where there are peers.
  private static let pictures: DataSet<Float> = {
    let words = CommandLine.arguments
    guard let option = words.firstIndex(of: "--peers"), option + 1 < words.count,
      let source = try? DataSource("\(words[option + 1])/../data/mnist-10k-images-idx3-ubyte.gz"),
      let digits: DataSet<Float> = try? source.load(folder: dataFolder)
    else { return scatteredPictures }
    return digits.subset(Array(0..<8000))
  }()

  /// As many numbers as 8000 pictures of MNIST have, and as many of them not 0, a fifth; but scattered,
  /// which strokes are not.
  private static let scatteredPictures: DataSet<Float> = {
    var state: UInt64 = 1
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let count = 8000, width = 784
    let features = (0..<count * width).map { _ in
      next() % 5 == 0 ? Float(next() % 256) / 255 : 0
    }
    return DataSet(
      name: "pictures", featureNames: (0..<width).map { "\($0)" }, features: features,
      targets: .classes(
        labels: (0..<count).map { Int32($0 % 10) }, names: (0..<10).map { "\($0)" }))
  }()

  /// Peak memory of a process that trains on pictures like MNIST's, over what it cannot do without.
  ///
  /// That is data, weights, the optimizer's memory and one batch of activations. The program's own
  /// files, which all processes share and no data make larger, do not count.
  static let trainingMemory = Benchmark(name: "training-memory", unit: "times", runs: 1) {
    let child = try ChildProcess.run(
      CommandLine.arguments[0], ["training-batch-128", "--runs", "1", "--peak-memory"])
    let words = child.output.split { $0.isWhitespace }
    guard let name = words.firstIndex(of: "peak-memory"), words.count > name + 1,
      let peak = Double(words[name + 1])
    else { throw ChildProcess.Failure(description: "no peak memory in: \(child.output)") }
    let parameters = 784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10
    let activations = 128 * (784 + 2 * (256 + 256 + 128 + 128 + 10))
    let needed = Double((8000 * 784 + 4 * parameters + activations) * 4) / 1_048_576
    return peak / needed
  }

  private static var dataFolder: String {
    (ProcessInfo.processInfo.environment["DESCENT_HOME"] ?? ".") + "/datasets"
  }
}
