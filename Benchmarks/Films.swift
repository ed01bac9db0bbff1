import Figures
import Foundation
import LossSurfaces
import Optimizers
import Rendering
import Scenes
import Trajectories

/// 240 frames of 1280 × 720: six paths and their curves over contours, the map included.
extension Benchmark {
  static let filmMP4 = Benchmark(
    name: "film-mp4", unit: "frames/s", isRate: true,
    peer: .prints(script: "animation_matplotlib.py", arguments: ["mp4"])
  ) { frames / (try seconds(of: .mp4, six)) }

  static let filmGIF = Benchmark(
    name: "film-gif", unit: "frames/s", isRate: true,
    peer: .prints(script: "animation_matplotlib.py", arguments: ["gif"])
  ) { frames / (try seconds(of: .gif, six)) }

  /// How much of its own rate the encoder keeps, with the same frames read from a file.
  static let filmEncoderShare = Benchmark(name: "film-mp4-encoder-share", unit: "%", runs: 3) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "film-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (film, raw) = (folder.appending(path: "film.mp4").path, folder.appending(path: "raw").path)
    let ours = try seconds(of: .mp4, six, keeping: film)
    guard let ffmpeg = onPath("ffmpeg") else {
      throw ChildProcess.Failure(description: "ffmpeg is not on the PATH")
    }
    _ = try ChildProcess.run(ffmpeg, ["-i", film, "-f", "rawvideo", "-pix_fmt", "yuv420p", raw])
    let alone = try ChildProcess.run(
      ffmpeg,
      [
        "-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", "1280x720", "-framerate", "25",
        "-i", raw,
      ] + VideoArguments.encoding(threads: threads) + [folder.appending(path: "again.mp4").path]
    ).seconds
    return 100 * alone / ours
  }

  /// What a seventh optimizer adds to the time of a film.
  static let filmOneMore = Benchmark(name: "film-one-more-optimizer", unit: "%", runs: 7) {
    let less = try seconds(of: .mp4, six)
    let more = try seconds(of: .mp4, six + ["torch.optim.Adamax(lr=0.01)"])
    return 100 * (more / less - 1)
  }

  /// Megabytes that a film of 2000 frames holds at most.
  static let filmMemory = Benchmark(name: "film-memory", unit: "MB", runs: 1) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "film-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try ChildProcess.run(
      program,
      ["race", "rosenbrock"] + six + [
        "--steps", "4000", "--frames", "2000", "--tuning", "defaults", "--out",
        folder.appending(path: "film.mp4").path,
      ]
    ).peakMegabytes
  }

  private static let frames = 240.0
  private static let threads = ProcessInfo.processInfo.activeProcessorCount

  private static let six = [
    "torch.optim.SGD(lr=1e-3)", "torch.optim.SGD(lr=1e-4, momentum=0.9)",
    "torch.optim.Adagrad(lr=0.1)", "torch.optim.RMSprop(lr=0.01)", "torch.optim.Adam(lr=0.01)",
    "torch.optim.NAdam(lr=0.01)",
  ]

  /// What it takes to make the film of a race that is over.
  private static func seconds(
    of format: FilmFormat, _ lines: [String], keeping kept: String? = nil
  ) throws -> Double {
    let surface = try LossSurface(
      formula: "(1 - x)^2 + 100 (y - x^2)^2", domain: [("x", -2...2), ("y", -1...3)])
    var race = Race(
      surface: surface, start: [-1.5, 2], steps: 500, entrants: try lines.map(OptimizerSpec.init),
      threads: threads)
    race.tuning = .defaults
    let result = try race.run()
    let shaper = try TextShaper()
    let path =
      kept
      ?? FileManager.default.temporaryDirectory
      .appending(path: "film-\(getpid()).\(format.rawValue)").path
    defer { if kept == nil { unlink(path) } }
    return try Timing.seconds {
      var film = RaceFilm(result, threads: threads)
        .film(size: Size(1280, 720), measuring: shaper)
      precondition(film.count == Int(frames))
      film.ticks = film.ticks.map { _ in 1 }
      try FilmWriter(shaper: shaper, threads: threads).write(film, as: format, to: path)
    }
  }

  private static func onPath(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
