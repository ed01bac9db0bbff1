import ArgumentParser
import LossSurfaces
import Trajectories

/// `descent describe`: all that is known about a surface.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Describe a surface: formula, gradient, minima, lesson, and a small picture.",
    discussion: """
      The picture is drawn where the output is a terminal that shows colours.

      EXAMPLES:
        descent describe himmelblau
        descent describe bbob-f8 --instance 3
        descent describe xor-net --language pt-BR
        descent describe beale --json
      """)

  @Argument(help: "A surface's name, or a formula.")
  var surface: String

  @OptionGroup var surfaces: SurfaceOptions

  @Option(help: "The language: en or pt-BR.")
  var language = PictureOptions.LanguageName.english

  @Flag(help: "Print JSON, with every float to its last bit.")
  var json = false

  func run() throws {
    let surface = try surfaces.surface(surface)
    let description = SurfaceDescription(surface, isPortuguese: language == .portuguese)
    if json {
      Console.say(SurfaceJSON.text(of: surface, gradient: description.gradient))
      return
    }
    for line in description.lines { Console.say(line) }
    if Console.showsColors, let picture = TerminalPicture(surface) {
      Console.say("")
      for line in picture.lines { Console.say(line) }
    }
  }
}
