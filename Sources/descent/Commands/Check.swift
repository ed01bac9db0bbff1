import ArgumentParser
import Figures
import LossSurfaces
import Optimizers
import OutputFiles
import Rendering
import ReproducibleMath
import Scenes
import Trajectories
import YAMLFiles

/// `descent check`: goldens replayed, or a logged path compared with ours.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Replay goldens, or compare a path that another program logged.",
    discussion: """
      A golden passes where every step has the same bits, or is within --tolerance: ulp:16, \
      relative:1e-9, or derived (16 times what one ulp at the start does to that very path). The \
      first number that differs is named with its step, and the first run that broke is drawn beside \
      what was recorded (output/check-….png, or --out), with both paths as .csv.

      --against compares a CSV (columns x, y or p0, p1, …), JSON or NPY file, a row a point from \
      the start on, with our own steps of one spec line.

      EXAMPLES:
        descent check goldens/
        descent check goldens/ --tolerance ulp:16 --junit report.xml
        descent check goldens/rosenbrock-basics/adam.golden --out adam.png
        descent check "torch.optim.Adam(lr=0.05)" --on rosenbrock --against run.csv
      """)

  @Argument(help: "Goldens: a file or a folder; with --against, an optimizer.")
  var subject: String

  @Option(help: "exact, ulp:N, relative:X or derived.")
  var tolerance: String?

  @Option(help: "A path that another program logged.")
  var against: String?

  @Option(name: .customLong("on"), help: "The surface of the logged path.")
  var surfaceName: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "Also write JUnit's XML to this file.")
  var junit: String?

  @Option(help: "Where the picture of the first run that broke goes: .png, .svg or .pdf.")
  var out: String?

  @OptionGroup var surfaces: SurfaceOptions

  @OptionGroup var picture: PictureOptions

  @Option(help: "How many threads.")
  var threads = Threads.available

  func run() throws {
    if let against { return try compare(with: against) }
    let limit = try readTolerance() ?? .exact
    let goldens = try GoldenFiles.read(below: subject, threads: threads).map(\.golden)
    let grounds = try surfaces.surfaces(of: goldens)
    let report = GoldenReport(
      Parallel.map(count: goldens.count, threads: threads) { index in
        GoldenCheck(goldens[index], on: grounds[index], tolerance: limit)
      })
    if let junit {
      var file = try OutputFile(junit)
      try file.write(report.junit)
      try file.commit()
    }
    if json {
      Console.say(report.json)
    } else {
      report.lines.forEach(Console.say)
      Console.say("\(goldens.count - report.failures) passed, \(report.failures) failed")
    }
    guard let broken = report.checks.firstIndex(where: { !$0.passes }) else { return }
    try draw(goldens[broken], report.checks[broken], on: grounds[broken])
    throw ExitStatus.comparisonFailed
  }

  /// The first run that broke, beside what it was.
  private func draw(_ golden: Golden, _ check: GoldenCheck, on surface: LossSurface) throws {
    guard let difference = check.difference else { return }
    let recorder = GoldenRecorder(repeating: golden, on: surface)
    // A line that names no optimizer any more has no path.
    guard let points = try? recorder.points(of: golden.spec) else { return }
    try draw(
      golden, points, difference, on: surface,
      to: out ?? "output/check-\(golden.race)-\(golden.fileName).png")
  }

  private func draw(
    _ golden: Golden, _ points: [[Double]], _ difference: GoldenDifference,
    on surface: LossSurface, to path: String
  ) throws {
    var figure = PathDifferenceFigure(
      golden, found: points, difference: difference, on: surface, theme: picture.theme.value,
      language: picture.language.value, threads: threads)
    figure.isForeign = against != nil
    let target = try OutputTarget(path)
    try target.write(figure, picture, threads: threads)
    if !json { for path in target.paths { Console.say(path) } }
  }

  private func readTolerance() throws -> Tolerance? {
    guard let tolerance else { return nil }
    guard let limit = Tolerance(tolerance) else {
      throw WrongRequest(
        "--tolerance \(tolerance): expected exact, ulp:16, relative:1e-9 or derived")
    }
    return limit
  }

  private func compare(with file: String) throws {
    guard let surfaceName else { throw WrongRequest("--against needs a surface; expected --on") }
    let surface = try surfaces.surface(surfaceName)
    let points = try ForeignPath(contentsOf: file).points
    guard let start = points.first, start.count == surface.dimension else {
      throw WrongRequest(
        "the points of \(file) have \(points.first?.count ?? 0) numbers; "
          + "\(surfaceName) needs \(surface.dimension)")
    }
    let optimizer = try OptimizerSpec(subject).optimizer
    let path = ReferencePath(spec: subject, surface: surfaceName, start: start, points: points)
    let comparison = ReferenceComparison(path, with: optimizer, on: surface)
    Console.say(
      "\(comparison.passes ? "passed" : "FAILED")  \(subject) on \(surfaceName): "
        + "\(path.steps) steps, relative \(ShortNumber.text(comparison.closedLoop)), "
        + "one step \(ShortNumber.text(comparison.openLoop)) ulp")
    if let first = comparison.firstDifference {
      Console.say(
        "  first difference: step \(first.step), x[\(first.coordinate)]: "
          + "theirs \(first.theirs), ours \(first.ours)")
    }
    guard !comparison.passes else { return }
    let recorder = GoldenRecorder(
      race: file, surfaceName: surfaceName, surface: surface, start: start, steps: path.steps)
    let ours = try recorder.record(subject)
    if let difference = ours.difference(from: points) {
      try draw(ours, points, difference, on: surface, to: out ?? "output/check-against.png")
    }
    throw ExitStatus.comparisonFailed
  }
}
