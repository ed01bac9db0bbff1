import ArgumentParser
import LossSurfaces
import ReproducibleMath
import Trajectories

/// `descent accept`: goldens renewed after a review.
struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Renew goldens with today's steps, after 'descent check' has shown what differs.",
    discussion: """
      Rewrites only goldens that no longer pass, and names each with what changed first. A file that \
      was changed by hand is not read; restore it, or remove it and record the race again.

      EXAMPLES:
        descent accept goldens/
        descent accept goldens/rosenbrock-basics/adam.golden
      """)

  @Argument(help: "A golden, or a folder of goldens.")
  var path: String

  @OptionGroup var surfaces: SurfaceOptions

  @Option(help: "How many threads.")
  var threads = Threads.available

  func run() throws {
    let files = try GoldenFiles.read(below: path, threads: threads)
    let surfaces = try surfaces.surfaces(of: files.map(\.golden))
    let renewed = try Parallel.map(count: files.count, threads: threads) { index in
      Result { try Self.renewed(files[index].golden, on: surfaces[index]) }
    }.map { try $0.get() }
    for ((path, _), renewal) in zip(files, renewed) {
      guard let (golden, difference) = renewal else { continue }
      try GoldenFiles.write(golden, to: path)
      Console.say("accepted  \(path): \(difference)")
    }
    let count = renewed.count { $0 != nil }
    Console.say("\(count) accepted, \(files.count - count) unchanged")
  }

  /// Nil where the golden passes as it is.
  private static func renewed(
    _ golden: Golden, on surface: LossSurface
  ) throws -> (Golden, GoldenDifference)? {
    guard let difference = GoldenCheck(golden, on: surface).difference else { return nil }
    return (try GoldenRecorder(repeating: golden, on: surface).record(golden.spec), difference)
  }
}
