import ArgumentParser
import FoundationEssentials
import LossSurfaces
import Optimizers
import ReproducibleMath
import Training
import Trajectories

/// `descent verify`: our steps against published ones.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Walk published paths and training runs, and print how far our steps are from them.",
    discussion: """
      Reads every JSON file below a folder. A path passes within 1e-9 (relative, over the whole \
      path), or within 4 ulps a step where one ulp grows along the path. A training run of a network \
      passes if each batch's loss and the first gradient are within 1e-12, and what it leaves \
      within 1e-10.

      EXAMPLES:
        descent verify Tests/Fixtures/trajectories
        descent verify Tests/Fixtures/trajectories/torch --only Adam
        descent verify Tests/Fixtures/networks
      """)

  @Argument(help: "A folder of published paths and runs, or one file.")
  var folder: String

  @Option(help: "Only cases whose spec line or label contains this.")
  var only: String?

  @OptionGroup var surfaces: SurfaceOptions

  @Option(help: "How many threads.")
  var threads = Threads.available

  func run() throws {
    let cases = try readCases().filter { only.map($0.name.contains) ?? true }
    guard !cases.isEmpty else {
      throw WrongRequest("\(folder) holds no published path\(only.map { " with \($0)" } ?? "")")
    }
    let verdicts = Parallel.map(count: cases.count, threads: threads) { index in
      switch cases[index] {
      case .path(let path): Self.verdict(on: path, surfaces)
      case .network(let network): Self.verdict(on: network)
      }
    }
    var counts = (passed: 0, failed: 0, skipped: 0)
    for verdict in verdicts {
      switch verdict.kind {
      case .passed: counts.passed += 1
      case .failed: counts.failed += 1
      case .skipped: counts.skipped += 1
      }
      Console.say(verdict.line)
    }
    Console.say("\(counts.passed) passed, \(counts.failed) failed, \(counts.skipped) skipped")
    if counts.failed > 0 { throw ExitStatus.comparisonFailed }
  }

  private func readCases() throws -> [PublishedCase] {
    try FolderTree.files(below: folder, ending: ".json").flatMap { path in
      try PublishedCase.read(path)
    }
  }
}

/// Something that another library has computed and we compute again.
private enum PublishedCase: Sendable {
  case path(ReferencePath)
  case network(ReferenceNetwork)

  var name: String {
    switch self {
    case .path(let path): path.spec
    case .network(let network): network.label
    }
  }

  /// The cases of a file, which is recognised by what it holds.
  static func read(_ path: String) throws -> [PublishedCase] {
    do {
      let data = try Data(contentsOf: URL(filePath: path))
      if try JSONDecoder().decode(Keys.self, from: data).batchLosses != nil {
        return [.network(try ReferenceNetwork(data))]
      }
      return try JSONDecoder().decode(ReferenceFile.self, from: data).cases.map { .path($0) }
    } catch {
      throw WrongRequest("\(path) is not a file of published paths or runs: \(error)")
    }
  }

  /// What only the file of a training run has.
  private struct Keys: Decodable { var batchLosses: [Double]? }
}

extension Verify {
  /// How a case ended, and the line that says so.
  private struct Verdict: Sendable {
    enum Kind: Sendable { case passed, failed, skipped }
    var kind: Kind
    var line: String

    init(passes: Bool, _ line: String) {
      kind = passes ? .passed : .failed
      self.line = (passes ? "passed   " : "FAILED   ") + line
    }

    init(skipping name: String, because error: any Error) {
      kind = .skipped
      let reason = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
      line = "skipped  \(name): \(reason)"
    }
  }

  private static func verdict(on path: ReferencePath, _ surfaces: SurfaceOptions) -> Verdict {
    do {
      let optimizer = try OptimizerSpec(path.spec).optimizer
      let surface = try surfaces.surface(path.surface)
      let comparison = ReferenceComparison(path, with: optimizer, on: surface)
      var line = "\(path.spec) on \(path.surface): relative "
      line += ShortNumber.text(comparison.closedLoop)
      if !comparison.passesClosedLoop {
        line += ", one step \(ShortNumber.text(comparison.openLoop)) ulp"
      }
      return Verdict(passes: comparison.passes, line)
    } catch {
      return Verdict(skipping: "\(path.spec) on \(path.surface)", because: error)
    }
  }

  private static func verdict(on network: ReferenceNetwork) -> Verdict {
    do {
      let replay = try ReferenceReplay(network)
      return Verdict(
        passes: replay.passes,
        "\(network.label): relative, losses \(ShortNumber.text(replay.lossError)), first gradient "
          + "\(ShortNumber.text(replay.gradientError)), weights "
          + "\(ShortNumber.text(replay.weightError)), outputs "
          + ShortNumber.text(replay.outputError))
    } catch {
      return Verdict(skipping: network.label, because: error)
    }
  }
}
