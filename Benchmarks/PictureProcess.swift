import Foundation

extension Benchmark {
  private static let ten = [
    "sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamax", "nadam",
    "ftrl",
  ]

  /// The whole process, start-up included: ten optimizers, 500 steps, 1600×1200 pixels.
  static let picture = Benchmark(
    name: "picture-process", unit: "s", peer: .process(script: "picture_once.py")
  ) { try time(["race", "rosenbrock"] + ten + ["--tuning", "defaults"]) }

  /// The same with each learning rate tuned on the grid.
  static let tunedPicture = Benchmark(
    name: "tuned-picture-process", unit: "s", peer: .process(script: "picture_once.py")
  ) { try time(["race", "rosenbrock"] + ten) }

  private static func time(_ arguments: [String]) throws -> Double {
    let folder = FileManager.default.temporaryDirectory.appending(path: "descent-bench-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let picture = folder.appending(path: "race.png").path
    return try ChildProcess.run(
      program, arguments + ["--out", picture, "--size", "1600x1200"]
    ).seconds
  }

  /// Megabytes that a race of ten million steps of two optimizers holds at most.
  static let longRaceMemory = Benchmark(name: "long-race-memory", unit: "MB", runs: 1) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "descent-bench-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let picture = folder.appending(path: "race.png").path
    return try ChildProcess.run(
      program,
      [
        "race", "rosenbrock", "sgd", "adam", "--steps", "10000000", "--tuning", "defaults",
        "--out", picture,
      ]
    ).peakMegabytes
  }

  /// The program that was built beside this one.
  static var program: String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "descent").path
  }
}
