import ArgumentParser
import Figures
import LossSurfaces
import Optimizers
import Rendering
import Trajectories

/// `descent sheet`: surfaces by optimizers, a small path in each cell.
struct Sheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "Draw a contact sheet: many surfaces by many optimizers, a small path each.",
    discussion: """
      Every path stands as numbers beside the picture, as .csv; --out sheet.csv or .json writes \
      these alone.

      EXAMPLES:
        descent sheet
        descent sheet beale himmelblau rastrigin --optimizers sgd adam lion --steps 200
      """)

  @Argument(help: "Surfaces of two parameters.")
  var names = ["rosenbrock", "beale", "himmelblau", "saddle", "long-valley", "rastrigin"]

  @Option(parsing: .upToNextOption, help: "The optimizers.")
  var optimizers = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "lion"]

  @Option(help: "The budget of each run, in steps.")
  var steps = 150

  @OptionGroup var surfaces: SurfaceOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "The file to write.")
  var out = "output/sheet.png"

  @Option(help: "How many threads; the picture does not depend on it.")
  var threads = Threads.available

  func validate() throws {
    guard steps >= 1 else { throw ValidationError("--steps is \(steps); expected at least 1") }
  }

  func run() throws {
    let target = try OutputTarget(out)
    let entrants = try optimizers.map(OptimizerSpec.init)
    let results = try names.map { name in
      let surface = try surfaces.surface(name)
      guard surface.dimension == 2, let start = surface.card.starts.first else {
        throw WrongRequest(
          "a sheet shows surfaces of two parameters; \(name) has \(surface.dimension)")
      }
      return try Trajectories.Race(
        surface: surface, start: start, steps: steps, entrants: entrants, threads: threads
      ).run()
    }
    let figure = ContactSheet(
      results, theme: picture.theme.value, language: picture.language.value, threads: threads)
    try target.write(figure, picture, threads: threads)
    for path in target.paths { Console.say(path) }
  }
}
