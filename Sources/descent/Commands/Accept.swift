import ArgumentParser
import Trajectories
import YAMLFiles

/// `descent accept`: goldens renewed after a review.
struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Renew goldens with today's steps, after 'descent check' has shown what differs.",
    discussion: """
      Rewrites only goldens that no longer pass, and names each with what changed first.

      EXAMPLES:
        descent accept goldens/
        descent accept goldens/rosenbrock-basics.golden
      """)

  @Argument(help: "A golden, or a folder of goldens.")
  var path: String

  @OptionGroup var surfaces: SurfaceOptions

  @Option(help: "How many threads.")
  var threads = Threads.available

  func run() throws {
    for (path, golden) in try GoldenFiles.read(below: path) {
      let surface = try surfaces.surface(golden.surface)
      let check = GoldenCheck(golden, on: surface, tolerance: .exact, threads: threads)
      guard !check.passes else {
        Console.say("unchanged  \(path)")
        continue
      }
      for run in check.runs {
        if let difference = run.difference { Console.say("  \(run.spec): \(difference)") }
      }
      let renewed = try GoldenRecorder(surface: surface, start: golden.start, steps: golden.steps)
        .record(
          name: golden.name, surfaceName: golden.surface, specs: golden.runs.map(\.spec),
          threads: threads)
      try GoldenFiles.write(renewed, to: path)
      Console.say("accepted   \(path)")
    }
  }
}
