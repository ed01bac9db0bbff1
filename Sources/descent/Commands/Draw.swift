import ArgumentParser
import Figures
import LossSurfaces
import Rendering
import Trajectories

/// `descent draw`: runs that another program logged.
struct Draw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw trajectories that another program logged, on a surface or by themselves.",
    discussion: """
      CSV: columns x, y or p0 … pn, loss where it was logged; a column optimizer, run or name tells \
      runs apart. JSON: [[x, y], …] or {"points": [[x, y], …], "losses": […]}. NPY: a row a point. \
      More than two parameters are drawn on the joint principal components of all runs; where the \
      points lie there stands beside the picture, as .csv.

      EXAMPLES:
        descent draw run.csv --on rosenbrock
        descent draw adam.npy sgd.npy --out weights.pdf
        descent draw output/rosenbrock-race.csv
      """)

  @Argument(help: "Logged runs: CSV, JSON or NPY files.")
  var files: [String]

  @Option(name: .customLong("on"), help: "The surface under the paths: a name or a formula.")
  var surfaceName: String?

  @OptionGroup var surfaces: SurfaceOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "The file to write; output/FILE-drawn.png where not given.")
  var out: String?

  @Option(help: "How many threads; the picture does not depend on it.")
  var threads = Threads.available

  func run() throws {
    let target = try OutputTarget(out ?? "output/\(stem)-drawn.png", sparing: files)
    let runs = try files.flatMap { try LoggedRun.runs(contentsOf: $0) }
    let dimension = runs[0].points[0].count
    if let other = runs.first(where: { $0.points[0].count != dimension }) {
      throw WrongRequest(
        "\(runs[0].name) has \(dimension) parameters and \(other.name) "
          + "\(other.points[0].count); one picture needs as many in all")
    }
    guard dimension > 1 else {
      throw WrongRequest("\(files[0]) has one parameter; a path needs at least two columns")
    }
    let surface = try surfaceName.map { try surfaces.surface($0) }
    if let surface, surface.dimension != dimension {
      throw WrongRequest(
        "the points have \(dimension) numbers, but \(surface.card.name) has \(surface.dimension) "
          + "parameters\(surface.card.dimensions.contains(dimension) ? "; say --dimensions \(dimension)" : "")"
      )
    }
    let figure = LoggedFigure(
      runs, on: surface, theme: picture.theme.value, language: picture.language.value,
      threads: threads)
    try target.write(figure, picture, threads: threads)
    for path in target.paths { Console.say(path) }
  }

  private var stem: String {
    let name = files[0].split(separator: "/").last.map(String.init) ?? "run"
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
