/// A piece of work that is timed whole, in the same form as a peer's script does it.
struct Benchmark: Sendable {
  let name: String
  let unit: String
  /// Whether a larger figure is the better one.
  let isRate: Bool
  /// The peer's work in `--peers DIR`, if one does the same.
  let peer: Peer?
  /// One measurement.
  let measure: @Sendable () throws -> Double

  /// The median of several measurements, after one that is not counted.
  func median(of runs: Int) throws -> Double {
    _ = try measure()
    return try (0..<runs).map { _ in try measure() }.sorted()[runs / 2]
  }
}

/// How a peer's figure is had.
enum Peer: Sendable {
  /// The script prints `name figure unit`.
  case prints(script: String, arguments: [String] = [])
  /// The whole process is timed, in seconds; `OUT` in the arguments becomes a file of ours.
  case process(script: String, arguments: [String])
}

enum Timing {
  /// Seconds that `work` takes.
  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(work)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
