import DataSets
import Foundation
import Networks
import ReproducibleMath
import Training

/// Small data and plans that the tests share.
enum Examples {
  static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "datasets").path

  static func load<Number: TrainingNumber>(
    _ name: String, seed: UInt64 = 0, as type: Number.Type = Number.self
  ) throws -> TrainingData<Number> {
    let source = try DataSource(name)
    let set: DataSet<Number> = try source.load(folder: data, seed: seed)
    return TrainingData(
      set, split: try Split(set, validation: 0.2, seed: 1), features: source.usualScaling)
  }

  /// Sixty batches with everything in them that a run has to remember.
  static func demandingPlan(_ data: TrainingData<Double>) -> TrainingPlan {
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "adam(learningRate: 0.02)")
    plan.architecture.layers = [
      .dense(8), .batchNormalization(BatchNormalization()), .activation(.tanh),
      .dropout(Dropout(0.2)), .dense(3),
    ]
    plan.batchSize = 20
    plan.epochs = 10
    plan.seed = 3
    plan.averaging = .exponential(decay: 0.9)
    plan.plateau = ReduceOnPlateau()
    plan.plateau?.patience = 1
    plan.plateau?.factor = 0.5
    // No epoch is that much better, so that the rate falls in every third.
    plan.plateau?.minimumChange = 10
    plan.plateau?.cooldown = 3
    plan.earlyStopping = EarlyStopping()
    plan.earlyStopping?.patience = 8
    plan.keepsPath = true
    plan.diagnoses = true
    return plan
  }

  static func temporaryFile(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID()) \(name)").path
  }
}

extension TrainingRun {
  /// Everything that a finished run leaves, to be compared to the bit.
  var remains: [[UInt64]] {
    func bits(_ numbers: [Number]) -> [UInt64] { numbers.map { $0.double.bitPattern } }
    return [
      bits(parameters), bits(networkState), bits(path),
      history.batchLosses.map(\.bitPattern),
      history.epochs.flatMap { record in
        [
          UInt64(record.epoch), UInt64(record.updates), record.learningRate.bitPattern,
          (record.batchLoss ?? -1).bitPattern, (record.validation?.loss ?? -1).bitPattern,
        ] + (record.validation?.metrics ?? []).map(\.bitPattern)
      },
    ]
  }
}
