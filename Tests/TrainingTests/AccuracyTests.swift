import DataSets
import Foundation
import Networks
import ReproducibleMath
import Testing

@testable import Training

/// What PyTorch reaches with the same networks, data, batches and rates: `Tests/Fixtures/accuracy`.
struct PublishedAccuracy: Decodable {
  struct Entry: Decodable {
    var dataSet: String
    var hidden: [Int]
    var epochs: Int
    var batchSize: Int
    var optimizer: String
    /// On the held-out examples, one a seed.
    var accuracies: [Double]?
    /// Root mean square errors on them, in the target's own units.
    var errors: [Double]?
    var linearError: Double?
    var meanError: Double?
  }

  var sets: [Entry]

  static let entries: [Entry] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/accuracy/accuracy.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode(PublishedAccuracy.self, from: data))?.sets ?? []
  }()
}

@Suite struct AccuracyTests {
  /// The folder with MNIST's files, which do not travel with the program.
  static let pictures = ProcessInfo.processInfo.environment["DESCENT_MNIST"]

  @Test(
    "Held-out accuracy is PyTorch's, within the scatter over five seeds",
    arguments: ["wine", "breast-cancer", "digits"])
  func classes(name: String) throws { try compareAccuracy(name) }

  @Test("The same on MNIST, where it is", .enabled(if: pictures != nil))
  func mnist() throws { try compareAccuracy("mnist-10k") }

  private func compareAccuracy(_ name: String) throws {
    let entry = try #require(PublishedAccuracy.entries.first { $0.dataSet == name })
    let theirs = try #require(entry.accuracies)
    let (ours, count) = try scores(entry)
    print("accuracy", name, theirs, ours)
    // One example more or less is no difference.
    #expect(abs(mean(ours) - mean(theirs)) <= 3 * scatter(ours, theirs) + 1 / Double(count))
  }

  @Test(
    "Regressions are as good as PyTorch's, and beat the mean where a linear model does",
    arguments: ["diabetes", "absenteeism"])
  func numbers(name: String) throws {
    let entry = try #require(PublishedAccuracy.entries.first { $0.dataSet == name })
    let theirs = try #require(entry.errors)
    let (ours, _) = try scores(entry)
    print("error", name, theirs, ours, entry.linearError ?? 0, entry.meanError ?? 0)
    let meanError = try #require(entry.meanError), linear = try #require(entry.linearError)
    // A few long absences make most of the error, whatever is predicted.
    if linear < 0.9 * meanError { #expect(mean(ours) < meanError) }
    #expect(mean(ours) <= mean(theirs) + 3 * scatter(ours, theirs) + 0.01 * mean(theirs))
  }

  /// The first metric of five runs on every fifth example, and how many these are.
  private func scores(_ entry: PublishedAccuracy.Entry) throws -> ([Double], held: Int) {
    let source =
      try Self.pictures.flatMap { folder in
        entry.dataSet == "mnist-10k"
          ? try DataSource(folder + "/mnist-10k-images-idx3-ubyte.gz") : nil
      } ?? DataSource(entry.dataSet)
    let set: DataSet<Float> = try source.load(folder: Examples.data)
    let held = (0..<set.count).filter { $0 % 5 == 0 }
    let data = TrainingData(
      set,
      split: Split(training: (0..<set.count).filter { $0 % 5 != 0 }, validation: held),
      features: source.usualScaling, targets: .standardize)
    var plan = TrainingPlan(for: data.dataSet, hidden: entry.hidden, optimizer: entry.optimizer)
    plan.architecture.layers = plan.architecture.layers.map { layer in
      guard case .dense(var dense) = layer else { return layer }
      dense.weights = .torchLinear
      dense.biases = .torchLinear
      return .dense(dense)
    }
    plan.epochs = entry.epochs
    plan.batchSize = entry.batchSize
    plan.measuresTraining = false
    plan.metrics = entry.errors == nil ? [.accuracy] : [.rootMeanSquaredError]
    let common = plan
    let scores = try Parallel.map(count: 5, threads: 2) { seed in
      Result { () throws -> Double in
        var plan = common
        plan.seed = UInt64(seed)
        var run = try TrainingRun(plan, on: data)
        run.run()
        return run.history.epochs.last?.validation?.metrics.first ?? .nan
      }
    }.map { try $0.get() }
    return (scores, held.count)
  }

  private func mean(_ scores: [Double]) -> Double { scores.reduce(0, +) / Double(scores.count) }

  /// The standard error of the difference of two means.
  private func scatter(_ a: [Double], _ b: [Double]) -> Double {
    func share(_ scores: [Double]) -> Double {
      let center = mean(scores)
      let squares = scores.reduce(0) { $0 + ($1 - center) * ($1 - center) }
      return squares / Double(scores.count - 1) / Double(scores.count)
    }
    return (share(a) + share(b)).squareRoot()
  }
}
