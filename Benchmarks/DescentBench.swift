import ArgumentParser
import Foundation

@main
struct DescentBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descent bench",
    abstract: "Time the work that others do too, and compare.",
    discussion: """
      Prints one line a benchmark: name, figure, unit. With --peers, runs the scripts in that folder
      in turn with ours, in one session on one machine, and prints the ratio: how many times as fast
      we are.
      """)

  @Argument(help: "Which benchmarks to run; all where none is named.")
  var names: [String] = []

  @Option(help: "A folder with the peers' scripts.")
  var peers: String?

  @Option(help: "The Python that has the peers' libraries.")
  var python = "/usr/bin/python3"

  @Option(help: "How often each is measured; the median counts.")
  var runs: Int?

  @Flag(
    help: "Also print the most memory that this process held beside its own files, in megabytes.")
  var peakMemory = false

  func validate() throws {
    let known = Benchmark.all.map(\.name)
    if let wrong = names.first(where: { !known.contains($0) }) {
      throw ValidationError(
        "no benchmark is called \(wrong); there are \(known.joined(separator: ", "))")
    }
    guard runs.map({ $0 > 0 }) ?? true else { throw ValidationError("--runs must be at least 1") }
  }

  func run() throws {
    for benchmark in Benchmark.all where names.isEmpty || names.contains(benchmark.name) {
      let ours = try benchmark.median(of: runs)
      say("\(benchmark.name) \(text(ours)) \(benchmark.unit)")
      guard let peers else { continue }
      for peer in benchmark.peers {
        let theirs = try peer.measure(in: peers, python: python, runs: 3)
        let ratio = benchmark.isRate ? ours / theirs : theirs / ours
        say("\(benchmark.name)-ratio \(text(ratio)) times \(peer.script) (\(text(theirs)))")
      }
    }
    if peakMemory { print("peak-memory \(text(PeakMemory.megabytes)) MB") }
  }

  /// At once, also into a file: whoever waits for the next benchmark sees the last.
  private func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  private func text(_ figure: Double) -> String {
    figure >= 100 ? String(format: "%.0f", figure) : String(format: "%.4g", figure)
  }
}
