import ArgumentParser
import Figures
import LossSurfaces
import Optimizers
import OutputFiles
import Trajectories

/// `descent basins`: which start ends in which minimum, and how fast.
struct Basins: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "basins",
    abstract: "Map which start ends in which minimum, and how fast.",
    discussion: """
      Every node of a grid over the domain is a start. Colour is the minimum reached, paleness the \
      evaluations it took, grey undecided, hatched diverged. Minima are those of the surface's \
      file, and those found by polishing where other runs ended. The ending of --out says what is \
      written: .png, .svg or .pdf (with the data beside it as .csv), .csv or .json alone.

      EXAMPLES:
        descent basins himmelblau adam momentum
        descent basins two-wells sgd momentum --learning-rates 1e-3,1e-2,1e-1
        descent basins rastrigin adam lbfgs --resolution 101 --domain -3,3,-3,3
        descent basins rosenbrock adam --domain-exit clip --out basins.json
      """)

  @Argument(help: "A surface's name, or a formula.")
  var surface: String

  @Argument(help: "Optimizers; all stands for the whole catalogue.")
  var optimizers: [String]

  @OptionGroup var surfaces: SurfaceOptions
  @OptionGroup var rates: RateOptions
  @OptionGroup var walls: DomainExitOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "Starts along each side.")
  var resolution = BasinPlan.usualSide

  @Option(
    help: """
      Learning rates for a strip of maps, one column each, as in 1e-3,1e-2,1e-1.
      """)
  var learningRates: RateList?

  @Option(help: "How near a minimum counts as there; a fortieth of the domain where not given.")
  var radius: Double?

  @Option(help: "How many threads; the result does not depend on it.")
  var threads = Threads.available

  @Option(help: "The file to write; output/SURFACE-basins.png where not given.")
  var out: String?

  func validate() throws {
    guard (2...4096).contains(resolution) else {
      throw ValidationError("--resolution is \(resolution); expected 2 to 4096")
    }
    guard threads >= 1 else {
      throw ValidationError("--threads is \(threads); expected at least 1")
    }
    guard radius.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--radius must be a number above 0")
    }
  }

  func run() throws {
    let plan = try plan()
    let target = try OutputTarget(out ?? "output/\(plan.surface.card.key)-basins.png")
    let progress = Progress("basins", of: 2 * plan.panelCount, "maps")
    let map = plan.run { progress.show($0) }
    progress.end()
    if let path = target.tablePath {
      var file = try OutputFile(path)
      try map.write(to: &file)
      try file.commit()
    }
    switch target.kind {
    case .table: break
    case .json: try target.write(map.json, to: target.path)
    case .picture:
      let figure = BasinFigure(
        map, theme: picture.theme.value, language: picture.language.value, threads: threads)
      try target.write(picture, threads: threads) { figure.scene(size: $0, measuring: $1) }
    }
    BasinSummary(map, language: picture.language).print()
    for path in target.paths { Console.say(path) }
  }

  private func plan() throws -> BasinPlan {
    let surface = try surfaces.surface(surface)
    guard surface.dimension >= 2 else {
      throw WrongRequest(
        "\(surface.card.name) has one parameter; a map of basins needs two, "
          + "'descent sensitivity' takes any number")
    }
    var plan = BasinPlan(
      surface: surface, entrants: try RaceOptions.entrants(optimizers), side: resolution,
      steps: rates.steps, threads: threads)
    plan.tuning = rates.value
    plan.learningRates = learningRates?.rates ?? []
    plan.exit = walls.exit(on: surface)
    plan.radius = radius
    return plan
  }
}
