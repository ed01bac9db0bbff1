import ArgumentParser
import LossSurfaces
import Trajectories

/// `descent evaluate`: a surface's value, gradient and Hessian at given points.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Print value, gradient and Hessian of a surface at given points.",
    discussion: """
      EXAMPLES:
        descent evaluate beale --at 1,1.5
        descent evaluate himmelblau --points points.csv
        descent evaluate ackley --dimensions 5 --points points.csv --json
      """)

  @Argument(help: "A surface's name, or a formula.")
  var surface: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: "A point, as in 1,1.5; may be given more than once.")
  var at: [NumberList] = []

  @Option(
    help: """
      A CSV file with a point a row, separated by commas, or by semicolons with decimal commas; a \
      first row of names is skipped.
      """)
  var points: String?

  @Flag(help: "Print JSON, with every float to its last bit.")
  var json = false

  @OptionGroup var surfaces: SurfaceOptions

  func run() throws {
    var surface = try surfaces.surface(surface)
    for point in at { try Self.check(point, on: surface) }
    let file = try points.map { try PointsFile(path: $0, dimension: surface.dimension).points }
    let wanted = at.map(\.numbers) + (file ?? [])
    guard !wanted.isEmpty else {
      throw WrongRequest("no point to evaluate; expected --at or --points")
    }
    let evaluations = wanted.map { SurfaceEvaluation(of: &surface, at: $0) }
    if json {
      Console.say(SurfaceEvaluation.json(evaluations, of: surface))
    } else if surface.dimension <= Self.widest {
      table(evaluations, surface.card.axisLabels)
    } else {
      for evaluation in evaluations { list(evaluation) }
    }
  }

  private static func check(_ point: NumberList, on surface: LossSurface) throws {
    guard point.numbers.count == surface.dimension else {
      throw WrongRequest(
        "--at \(point.text) has \(point.numbers.count) numbers; "
          + "\(surface.card.name) needs \(surface.dimension)")
    }
    guard point.numbers.allSatisfy(\.isFinite) else {
      throw WrongRequest("--at \(point.text): expected finite numbers")
    }
  }

  /// Up to so many parameters, a point with its Hessian is a row of a table.
  private static let widest = 2

  private func table(_ evaluations: [SurfaceEvaluation], _ names: [String]) {
    let header =
      names + ["f"] + names.map { "∂f/∂\($0)" }
      + names.flatMap { row in names.map { "∂²f/∂\(row)∂\($0)" } }
    let rows = evaluations.map { evaluation in
      (evaluation.point + [evaluation.value] + evaluation.gradient + evaluation.hessian)
        .map { "\($0)" }
    }
    Console.table(header, rows, alignRight: Set(header.indices))
  }

  private func list(_ evaluation: SurfaceEvaluation) {
    func text(_ numbers: some Sequence<Double>) -> String {
      "(" + numbers.map { "\($0)" }.joined(separator: ", ") + ")"
    }
    Console.say("at   \(text(evaluation.point))")
    Console.say("f    \(evaluation.value)")
    Console.say("∇f   \(text(evaluation.gradient))")
    let count = evaluation.point.count
    for row in 0..<count {
      let name = row == 0 ? "∇²f  " : "     "
      Console.say(name + text(evaluation.hessian[row * count..<(row + 1) * count]))
    }
  }
}
