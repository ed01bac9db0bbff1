import ArgumentParser
import Foundation

@main
struct DescentBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descent bench",
    abstract: "Time the work that others do too, and compare.",
    discussion: """
      Prints one line a benchmark: name, figure, unit. With --peers, runs the scripts in that folder
      in turn with ours, round by round on one machine, and prints the ratios' median, least and
      largest: how many times as fast we are. Where the host of a virtual machine took processors
      away meanwhile, it says how much of the time: figures of a disturbed machine say little.
      """)

  @Argument(help: "Which benchmarks to run; all where none is named.")
  var names: [String] = []

  @Option(help: "A folder with the peers' scripts.")
  var peers: String?

  @Option(help: "The Python that has the peers' libraries.")
  var python = "/usr/bin/python3"

  @Option(
    help: "How often each is measured, in at least three rounds with a peer; the median counts.")
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
      let before = StolenTime.now
      let ours = try benchmark.median(of: runs)
      say("\(benchmark.name) \(text(ours)) \(benchmark.unit)")
      if let peers {
        for peer in benchmark.peers { try compare(benchmark, with: peer, in: peers) }
      }
      if let share = StolenTime.now?.share(since: before), share >= 0.01 {
        say("\(benchmark.name)-stolen \(text(100 * share)) percent of the processors' time")
      }
    }
    if peakMemory { print("peak-memory \(text(PeakMemory.megabytes)) MB") }
  }

  /// In turn, so that what disturbs the machine for a while disturbs both.
  private func compare(_ benchmark: Benchmark, with peer: Peer, in peers: String) throws {
    let rounds = try (0..<max(runs ?? 3, 3)).map { _ in
      let ours = try benchmark.measure()
      let theirs = try peer.measure(in: peers, python: python)
      return (ratio: benchmark.isRate ? ours / theirs : theirs / ours, theirs: theirs)
    }.sorted { $0.ratio < $1.ratio }
    let middle = rounds[rounds.count / 2]
    let least = rounds[0].ratio, largest = rounds[rounds.count - 1].ratio
    say(
      "\(benchmark.name)-ratio \(text(middle.ratio)) times \(peer.script) (\(text(middle.theirs)))"
        + ", \(text(least)) to \(text(largest)) in \(rounds.count) rounds")
  }

  /// At once, also into a file: whoever waits for the next benchmark sees the last.
  private func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  private func text(_ figure: Double) -> String {
    figure >= 100 ? String(format: "%.0f", figure) : String(format: "%.4g", figure)
  }
}
