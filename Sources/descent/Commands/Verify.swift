import ArgumentParser
import FoundationEssentials
import LossSurfaces
import Optimizers
import ReproducibleMath
import Trajectories

/// `descent verify`: our steps against published ones.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Walk published paths and print how far our steps are from them.",
    discussion: """
      Reads every JSON file below a folder. A case passes within 1e-9 (relative, over the whole \
      path), or within 4 ulps a step where one ulp grows along the path.

      EXAMPLES:
        descent verify Tests/Fixtures/trajectories
        descent verify Tests/Fixtures/trajectories/torch --only Adam
      """)

  @Argument(help: "A folder of published paths.")
  var folder: String

  @Option(help: "Only cases whose spec line contains this.")
  var only: String?

  @OptionGroup var surfaces: SurfaceOptions

  @Option(help: "How many threads.")
  var threads = Threads.available

  func run() throws {
    let cases = try readCases().filter { only.map($0.spec.contains) ?? true }
    guard !cases.isEmpty else {
      throw WrongRequest("\(folder) holds no published path\(only.map { " with \($0)" } ?? "")")
    }
    let verdicts = Parallel.map(count: cases.count, threads: threads) { verdict(on: cases[$0]) }
    var counts = (passed: 0, failed: 0, skipped: 0)
    for (path, verdict) in zip(cases, verdicts) {
      switch verdict {
      case .compared(let comparison):
        if comparison.passes { counts.passed += 1 } else { counts.failed += 1 }
        Console.say(line(comparison, path))
      case .skipped(let reason):
        counts.skipped += 1
        Console.say("skipped  \(path.spec) on \(path.surface): \(reason)")
      }
    }
    Console.say("\(counts.passed) passed, \(counts.failed) failed, \(counts.skipped) skipped")
    if counts.failed > 0 { throw ExitStatus.comparisonFailed }
  }

  private enum Verdict: Sendable {
    case compared(ReferenceComparison)
    case skipped(String)
  }

  private func verdict(on path: ReferencePath) -> Verdict {
    do {
      let optimizer = try OptimizerSpec(path.spec).optimizer
      let surface = try surfaces.surface(path.surface)
      return .compared(ReferenceComparison(path, with: optimizer, on: surface))
    } catch {
      return .skipped("\(error)".split(separator: "\n").first.map(String.init) ?? "")
    }
  }

  private func line(_ comparison: ReferenceComparison, _ path: ReferencePath) -> String {
    let verdict = comparison.passes ? "passed " : "FAILED "
    let error =
      comparison.passesClosedLoop
      ? "relative \(ShortNumber.text(comparison.closedLoop))"
      : "relative \(ShortNumber.text(comparison.closedLoop)), one step \(ShortNumber.text(comparison.openLoop)) ulp"
    return "\(verdict)  \(path.spec) on \(path.surface): \(error)"
  }

  private func readCases() throws -> [ReferencePath] {
    try FolderTree.files(below: folder, ending: ".json").flatMap { path in
      do {
        let data = try Data(contentsOf: URL(filePath: path))
        return try JSONDecoder().decode(ReferenceFile.self, from: data).cases
      } catch {
        throw WrongRequest("\(path) is not a file of published paths: \(error)")
      }
    }
  }
}
