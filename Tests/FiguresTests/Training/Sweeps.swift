import DataSets
import Figures
import Networks
import Optimizers
import Scenes
import Training

/// Comparisons that several tests draw.
struct Sweeps {
  let sweep: TrainingSweep<Double>
  let result: SweepResult<Double>
  let report: SweepReport
  let unscaled: DataSet<Double>

  init(
    _ lines: [String], on name: String = "moons(count: 60)", seeds: Int = 3, epochs: Int = 4,
    tuning: TrainingTuning = .defaults, keepsPath: Bool = false, schedule: String? = nil
  ) throws {
    let source = try DataSource(name)
    unscaled = try source.load(folder: "", seed: 0)
    let split = try Split(unscaled, validation: 0.2, test: 0.2)
    let data = TrainingData(unscaled, split: split, features: .standardize, targets: .standardize)
    var plan = TrainingPlan(for: unscaled, hidden: [4], optimizer: "sgd")
    plan.epochs = epochs
    plan.batchSize = 8
    plan.keepsPath = keepsPath
    plan.schedule = schedule
    var sweep = TrainingSweep(
      plan, on: data, entrants: try lines.map { try OptimizerSpec($0) },
      seeds: (0..<UInt64(seeds)).map { $0 })
    sweep.tuning = tuning
    sweep.threads = 2
    self.sweep = sweep
    result = try sweep.run()
    report = try SweepReport(result, of: sweep)
  }

  static func scene(_ figure: some Figure, size: Size = Size(800, 600)) -> Scene {
    figure.scene(size: size, measuring: FixedWidthMeasuring())
  }
}

extension Scene {
  /// Where a panel's frame maps data to.
  func frame(of line: String) -> Rectangle? { group(named: "line \(line)")?.clip }
}
