import ArgumentParser
import FoundationEssentials
import LossSurfaces
import Trajectories

/// `descent evaluate`: a surface's value, gradient and Hessian at given points.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print value, gradient and Hessian of a surface at given points.",
    discussion: """
      EXAMPLES:
        descent evaluate beale --at 1,1.5
        descent evaluate himmelblau --points points.csv --json
      """)

  @Argument(help: "A surface's name, or a formula.")
  var surface: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: "A point, as in 1,1.5; may be given more than once.")
  var at: [NumberList] = []

  @Option(help: "A CSV file with a point a row; a first row of names is skipped.")
  var points: String?

  @Flag(help: "Print JSON, with every float to its last bit.")
  var json = false

  @OptionGroup var surfaces: SurfaceOptions

  func run() throws {
    var surface = try surfaces.surface(surface)
    let wanted = try at.map(\.numbers) + (points.map(readPoints) ?? [])
    guard !wanted.isEmpty else {
      throw WrongRequest("no point to evaluate; expected --at or --points")
    }
    for point in wanted where point.count != surface.dimension {
      throw WrongRequest(
        "the point \(text(point)) has \(point.count) numbers; "
          + "\(surface.card.name) needs \(surface.dimension)")
    }
    let evaluations = wanted.map { SurfaceEvaluation(of: &surface, at: $0) }
    if json {
      Console.say(SurfaceEvaluation.json(evaluations, of: surface))
    } else {
      show(evaluations, surface.card.axisLabels)
    }
  }

  private func show(_ evaluations: [SurfaceEvaluation], _ names: [String]) {
    let header =
      names + ["f"] + names.map { "∂f/∂\($0)" }
      + names.flatMap { row in names.map { "∂²f/∂\(row)∂\($0)" } }
    let rows = evaluations.map { evaluation in
      (evaluation.point + [evaluation.value] + evaluation.gradient + evaluation.hessian)
        .map { "\($0)" }
    }
    Console.table(header, rows, alignRight: Set(header.indices))
  }

  private func readPoints(_ path: String) throws -> [[Double]] {
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw WrongRequest("\(path) cannot be read; expected a CSV file with a point a row")
    }
    var points: [[Double]] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      if line.allSatisfy(\.isWhitespace) { continue }
      if let list = NumberList(argument: String(line)) {
        points.append(list.numbers)
      } else if index > 0 {
        throw WrongRequest("\(path), line \(index + 1): found \(line); expected numbers and commas")
      }
    }
    return points
  }

  private func text(_ point: [Double]) -> String {
    point.map { "\($0)" }.joined(separator: ",")
  }
}
