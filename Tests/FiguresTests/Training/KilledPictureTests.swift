import DataSets
import Figures
import Foundation
import Networks
import Optimizers
import Rendering
import Scenes
import Synchronization
import Testing
import Training

#if !canImport(Darwin)
  import Glibc
#endif

@Suite struct KilledPictureTests {
  @Test("A run that is killed at each of its 60 batches and resumed each time draws the same bytes")
  func killed() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for batch in 1...60 {
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = folder.path as String, batch = batch as Int] in
        _ = try KilledPictureTests.sweep(storedIn: path).run { report in
          if report.progress.updates == batch { kill(getpid(), SIGKILL) }
        }
      }
    }
    let sweep = try Self.sweep(storedIn: folder.path)
    let last = Mutex(0)
    let resumed = try sweep.run { report in last.withLock { $0 += 1 } }
    #expect(last.withLock { $0 } == 1, "the last batch had not been stored")
    let straight = try Self.sweep(storedIn: nil).run()
    let pictures = try Self.pictures(SweepReport(resumed, of: sweep))
    #expect(try Self.pictures(SweepReport(straight, of: sweep)) == pictures)
    #expect(pictures.count == 3)
  }

  /// One run of 60 batches, stored after each.
  private static func sweep(storedIn folder: String?) throws -> TrainingSweep<Double> {
    let project = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let iris: DataSet<Double> = try DataSource("iris").load(
      folder: project.appending(path: "datasets").path, seed: 0)
    let data = TrainingData(
      iris, split: try Split(iris, validation: 0.2, test: 0.2), features: .standardize)
    var plan = TrainingPlan(for: iris, hidden: [8], optimizer: "adam")
    plan.batchSize = 15
    plan.epochs = 10
    var sweep = TrainingSweep(
      plan, on: data, entrants: [try OptimizerSpec("adam(0.02)")], seeds: [3])
    sweep.diagnoses = true
    sweep.storage = folder.map { SweepStorage(folder: $0, seconds: 0) }
    return sweep
  }

  private static func pictures(_ report: SweepReport) throws -> [[UInt8]] {
    let writer = try PictureWriter()
    let figures: [(any Figure)?] = [
      LearningCurvesFigure(report), ConfusionFigure(report), DiagnosticsFigure(report),
    ]
    return try figures.compactMap { $0 }.map { figure in
      try writer.bytes(of: figure.scene(size: Size(640, 480), measuring: writer.shaper), as: .png)
    }
  }
}
