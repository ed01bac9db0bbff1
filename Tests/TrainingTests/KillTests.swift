import DataSets
import Foundation
import Networks
import Testing

@testable import Training

#if !canImport(Darwin)
  import Glibc
#endif

@Suite struct KillTests {
  @Test(
    "A run that is killed at each of its 60 batches and resumed each time ends with the same bytes")
  func killed() async throws {
    let path = Examples.temporaryFile("killed.checkpoint")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let data = try Examples.load("iris", as: Double.self)
    for batch in 1...60 {
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, batch = batch as Int] in
        let data = try Examples.load("iris", as: Double.self)
        var run = try KillTests.run(path, on: data)
        try run.run(storing: CheckpointPolicy(path: path, interval: 1)) { progress in
          if progress.updates == batch { kill(getpid(), SIGKILL) }
        }
      }
    }
    var resumed = try Self.run(path, on: data)
    #expect(resumed.updates == 59, "the last batch had not been stored")
    resumed.run()
    var straight = try TrainingRun(Examples.demandingPlan(data), on: data)
    straight.run()
    #expect(resumed.remains == straight.remains)
    #expect(resumed.outcome == straight.outcome)
    // All that pictures and tables are made of.
    #expect(resumed.history == straight.history)
    #expect(resumed.diagnoses == straight.diagnoses)
  }

  /// The run that is stored, or a new one.
  static func run(
    _ path: String, on data: TrainingData<Double>
  ) throws -> TrainingRun<Double> {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      return try TrainingRun(Examples.demandingPlan(data), on: data)
    }
    return try TrainingRun(resuming: Array(bytes), from: path, on: data)
  }
}
