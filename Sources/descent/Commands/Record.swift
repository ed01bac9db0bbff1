import ArgumentParser
import FoundationEssentials
import LossSurfaces
import Trajectories
import YAMLFiles

/// `descent record`: races as goldens.
struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record races as goldens, to check later that the steps are the same.",
    discussion: """
      A races file lists what to record:

        races:
          - name: rosenbrock-basics
            surface: rosenbrock
            start: [-1.5, 2]
            steps: 500
            optimizers: [adam, "torch.optim.SGD(lr=1e-3, momentum=0.9)"]

      Each race becomes NAME.golden: the first fifty points and then ever fewer, as exact floats, \
      with a hash of the whole path and what one ulp at the start does to it. A golden that exists \
      is never overwritten; 'descent accept' does that after a review.

      EXAMPLES:
        descent record races.yaml
        descent record races.yaml --into Tests/goldens
      """)

  @Argument(help: "A races file.")
  var file: String

  @Option(help: "The folder for the goldens.")
  var into = "goldens"

  @OptionGroup var surfaces: SurfaceOptions

  @Option(help: "How many threads.")
  var threads = Threads.available

  func run() throws {
    let text = try TextFile.read(file, expecting: "a races file")
    let races = try RacesFile(text: text, file: file).races
    for race in races where FileManager.default.fileExists(atPath: path(of: race)) {
      throw WrongRequest(
        "\(path(of: race)) exists; 'descent check' compares with it, 'descent accept' renews it")
    }
    for race in races {
      let golden = try surfaces.record(race, threads: threads)
      try GoldenFiles.write(golden, to: path(of: race))
      Console.say(path(of: race))
    }
  }

  private func path(of race: RacesFile.Entry) -> String {
    "\(into)/\(race.name)\(GoldenFiles.ending)"
  }
}

extension SurfaceOptions {
  /// - Throws: for a surface or an optimizer that does not exist, or a start of another dimension.
  func record(_ race: RacesFile.Entry, threads: Int) throws -> Golden {
    let surface = try surface(race.surface)
    let start = race.start ?? surface.card.starts.first ?? []
    guard start.count == surface.dimension else {
      throw WrongRequest(
        "the race \(race.name) starts with \(start.count) numbers; "
          + "\(race.surface) needs \(surface.dimension)")
    }
    return try GoldenRecorder(surface: surface, start: start, steps: race.steps)
      .record(
        name: race.name, surfaceName: race.surface, specs: race.optimizers, threads: threads)
  }
}
