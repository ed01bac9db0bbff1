import Foundation
import LossSurfaces
import Optimizers
import ReproducibleMath
import Trajectories

extension Benchmark {
  /// A thousand goldens of a thousand steps, replayed by the program: reading included.
  static let goldenReplay = Benchmark(name: "golden-replay", unit: "s for 1000 × 1000 steps") {
    let folder = FileManager.default.temporaryDirectory.appending(path: "goldens-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let formula = "(1 - x)^2 + 100 (y - x^2)^2"
    let surface = try LossSurface(formula: formula, domain: [("x", -2...2), ("y", -1...3)])
    let lines = [
      "adam", "adamw", "nadam", "adamax", "rmsprop", "adagrad", "adadelta", "ftrl",
      "momentum(learningRate: 1e-4)", "nesterov(learningRate: 1e-4)",
    ]
    for index in 0..<1000 {
      let x = -1.5 + 0.002 * Double(index / 10)
      let golden = try GoldenRecorder(
        race: "race-\(index / 10)", surfaceName: formula, surface: surface, start: [x, 2],
        steps: 1000
      ).record(lines[index % 10])
      try Data(golden.text.utf8).write(to: folder.appending(path: "\(index).golden"))
    }
    return try ChildProcess.run(program, ["check", folder.path]).seconds
  }
}
