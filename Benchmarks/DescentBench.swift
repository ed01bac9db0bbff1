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
      print("\(benchmark.name) \(text(ours)) \(benchmark.unit)")
      guard let peers, let peer = benchmark.peer else { continue }
      let theirs = try peer.measure(in: peers, python: python, runs: 3)
      let ratio = benchmark.isRate ? ours / theirs : theirs / ours
      print("\(benchmark.name)-ratio \(text(ratio)) times \(peer.script) (\(text(theirs)))")
    }
  }

  private func text(_ figure: Double) -> String {
    figure >= 100 ? String(format: "%.0f", figure) : String(format: "%.4g", figure)
  }
}

extension Peer {
  var script: String {
    switch self {
    case .prints(let script, _), .process(let script), .own(let script), .compiles(let script):
      script
    }
  }

  func measure(in folder: String, python: String, runs: Int) throws -> Double {
    let figures = try (0..<runs).map { _ in
      switch self {
      case .prints(let script, let arguments):
        return try figure(ChildProcess.run(python, ["\(folder)/\(script)"] + arguments))
      case .own(let script):
        return try figure(ChildProcess.run(python, ["\(Self.ownFolder)/\(script)"]))
      case .compiles(let script):
        let program = FileManager.default.temporaryDirectory.appending(path: "peer-\(getpid())")
          .path
        defer { try? FileManager.default.removeItem(atPath: program) }
        _ = try ChildProcess.run(
          "/usr/bin/g++",
          ["-O3", "-march=native", "-fopenmp", "\(folder)/\(script)", "-o", program])
        return try figure(ChildProcess.run(program, []))
      case .process(let script):
        let picture = FileManager.default.temporaryDirectory.appending(path: "peer-\(getpid()).png")
        defer { try? FileManager.default.removeItem(at: picture) }
        return try ChildProcess.run(python, ["\(folder)/\(script)", picture.path]).seconds
      }
    }
    return figures.sorted()[figures.count / 2]
  }

  /// The second word that a peer prints.
  private func figure(_ process: ChildProcess) throws -> Double {
    let words = process.output.split(separator: " ")
    guard words.count > 1, let figure = Double(words[1]) else {
      throw ChildProcess.Failure(description: "\(script) printed no figure: \(process.output)")
    }
    return figure
  }

  /// `Benchmarks/` of the project that this program was built in.
  private static var ownFolder: String {
    let home = ProcessInfo.processInfo.environment["DESCENT_HOME"] ?? "."
    return "\(home)/Benchmarks"
  }
}
