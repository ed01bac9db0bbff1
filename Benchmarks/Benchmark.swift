/// A piece of work that is measured whole, in the same form as a peer's script does it.
struct Benchmark: Sendable {
  let name: String
  let unit: String
  /// Whether a larger figure is the better one.
  let isRate: Bool
  /// The peers that do the same work.
  let peers: [Peer]
  /// How often it is measured where nothing else is asked for.
  let runs: Int
  /// One measurement.
  let measure: @Sendable () throws -> Double

  init(
    name: String, unit: String, isRate: Bool = false, peer: Peer? = nil, peers: [Peer] = [],
    runs: Int = 5, measure: @escaping @Sendable () throws -> Double
  ) {
    self.name = name
    self.unit = unit
    self.isRate = isRate
    self.peers = (peer.map { [$0] } ?? []) + peers
    self.runs = runs
    self.measure = measure
  }

  static let all: [Benchmark] = [
    .raceSteps, .picture, .tunedPicture, .longRaceMemory, .goldenReplay, .filmMP4,
    .filmEncoderShare, .filmGIF, .filmOneMore, .filmMemory, .adamMillion, .adamMillionLoop, .basins,
    .basinsLimit, .basinsAckley, .basinsPortable, .basinsLinearity, .formulaFuzz,
    .training(batch: 32), .training(batch: 128), .trainingSweep, .sweepCores, .trainingMemory,
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
  /// The script prints its figure before `samples/s` or `runs/s`; `DATA` stands for the folder of
  /// data beside that of the peers.
  case rate(script: String, arguments: [String])
  /// The same, for a C program that is compiled first, with these libraries.
  case program(source: String, libraries: [String], arguments: [String])
  /// The whole process is timed, in seconds; the script writes the picture that it is given.
  case process(script: String)
  /// Work of this program's own, which shows what the machine gives at most.
  case limit(name: String, measure: @Sendable () -> Double)
}
