/// A piece of work that is measured whole, in the same form as a peer's script does it.
struct Benchmark: Sendable {
  let name: String
  let unit: String
  /// Whether a larger figure is the better one.
  var isRate = false
  /// The peer that does the same work, where one does.
  var peer: Peer?
  /// How often it is measured where nothing else is asked for.
  var runs = 5
  /// One measurement.
  let measure: @Sendable () throws -> Double

  static let all: [Benchmark] = [
    .raceSteps, .picture, .tunedPicture, .longRaceMemory, .goldenReplay, .filmMP4,
    .filmEncoderShare, .filmGIF, .filmOneMore, .filmMemory, .adamMillion, .adamMillionLoop, .basins,
    .basinsLimit, .basinsAckley, .basinsPortable, .basinsLinearity, .formulaFuzz,
  ]

  /// The median of several measurements, after one that is not counted.
  func median(of runs: Int?) throws -> Double {
    let runs = runs ?? self.runs
    if runs > 1 { _ = try measure() }
    return try (0..<runs).map { _ in try measure() }.sorted()[runs / 2]
  }
}

/// How a peer's figure is had from a script in the folder of the peers.
enum Peer: Sendable {
  /// The script prints `name figure unit`.
  case prints(script: String, arguments: [String] = [])
  /// The same of a script of our own, which lies beside the benchmarks.
  case own(script: String)
  /// C++ that is compiled with `g++ -O3 -march=native -fopenmp`, run, and prints the same.
  case compiles(script: String)
  /// The whole process is timed, in seconds; the script writes the picture that it is given.
  case process(script: String)
}
