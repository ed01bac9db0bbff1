import ArgumentParser
import FoundationEssentials
import LossSurfaces
import ReproducibleMath
import Trajectories
import YAMLFiles

/// `descent record`: races as goldens.
struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record races as goldens, to check later that the steps are the same.",
    discussion: """
      A races file lists what to record:

        races:
          - name: rosenbrock-basics
            surface: rosenbrock
            start: [-1.5, 2]
            steps: 500
            optimizers: [adam, "torch.optim.SGD(lr=1e-3, momentum=0.9)"]

      'optimizers: all' means every rule under every name that it has, with its defaults. Each run \
      becomes a file, NAME/OPTIMIZER.golden: the first fifty points and then ever fewer, as exact \
      floats, with a hash of the whole path and what one ulp at the start does to it. A golden that \
      exists is kept; 'descent accept' renews it after a review.

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
    let work = try RacesFile(text: text, file: file).races.flatMap { race in
      try surfaces.recorder(of: race).map { recorder, line in
        Work(recorder: recorder, line: line, folder: "\(into)/\(race.name)")
      }
    }
    // Everything is computed before anything is written, so that a mistake leaves nothing behind.
    let goldens = try Parallel.map(count: work.count, threads: threads) { index in
      Result { try work[index].golden() }
    }.map { try $0.get() }
    let paths = Self.paths(zip(work, goldens).map { "\($0.folder)/\($1.fileName)" })
    let isKept = try zip(paths, goldens).map(Self.isKept)
    for (index, path) in paths.enumerated() {
      if !isKept[index] { try GoldenFiles.write(goldens[index], to: path) }
      Console.say("\(isKept[index] ? "kept    " : "recorded")  \(path)")
    }
  }

  private struct Work: Sendable {
    let recorder: GoldenRecorder
    let line: String
    let folder: String

    func golden() throws -> Golden { try recorder.record(line) }
  }

  /// Two spec lines may differ in signs that no file name shows.
  private static func paths(_ names: [String]) -> [String] {
    names.enumerated().map { index, name in
      let earlier = names[..<index].count { $0 == name }
      return name + (earlier == 0 ? "" : "-\(earlier + 1)") + GoldenFiles.ending
    }
  }

  /// Whether a golden of that very run is there already.
  private static func isKept(_ path: String, _ golden: Golden) throws -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    let old = try GoldenFiles.golden(at: path)
    guard old.records(golden) else {
      throw WrongRequest(
        "\(path) records \(old.spec) on \(old.surface) over \(old.steps) steps, the races file asks "
          + "for \(golden.spec) on \(golden.surface) over \(golden.steps); remove the file, or give "
          + "the race another name")
    }
    return true
  }
}

extension SurfaceOptions {
  /// What records each of a race's optimizers.
  /// - Throws: for a surface that does not exist, or a start of another dimension.
  func recorder(of race: RacesFile.Entry) throws -> [(GoldenRecorder, String)] {
    var options = self
    options.dimensions = race.start?.count ?? dimensions
    let surface = try options.surface(race.surface)
    let start = race.start ?? surface.card.starts.first ?? []
    guard start.count == surface.dimension else {
      throw WrongRequest(
        "the race \(race.name) starts with \(start.count) numbers; "
          + "\(race.surface) needs \(surface.dimension)")
    }
    let recorder = GoldenRecorder(
      race: race.name, surfaceName: race.surface, surface: surface, start: start,
      steps: race.steps)
    return race.optimizers.map { (recorder, $0) }
  }
}
