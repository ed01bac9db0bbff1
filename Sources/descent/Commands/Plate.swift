import ArgumentParser
import Figures
import OutputFiles
import Rendering
import Scenes

/// `descent plate`: one idea of a lecture in one picture.
struct Plate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plate",
    abstract: "Draw a lecture plate: one idea in one picture.",
    discussion: """
      PLATES:
      \(PlateCatalog.entries.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      What follows the name is drawn instead of the usual choice. The ending of --out says what is \
      written: .png, .svg or .pdf (with the numbers that it shows beside it as .csv), .csv or .json \
      alone.

      EXAMPLES:
        descent plate schedules
        descent plate schedules constant "cosine(over: 200)" "torch.optim.lr_scheduler.StepLR(30)"
        descent plate schedules --language pt-BR --theme dark --out agendas.svg
      """)

  @Argument(help: "The plate's name.")
  var name: String

  @Argument(help: "What to draw, in the words of the plate.")
  var subjects: [String] = []

  @OptionGroup var surfaces: SurfaceOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "The file to write; output/NAME-plate.png where not given.")
  var out: String?

  @Option(help: "How many threads; the picture does not depend on it.")
  var threads = Threads.available

  func run() throws {
    let entry = try PlateCatalog.entry(name)
    let target = try OutputTarget(out ?? "output/\(entry.name)-plate.png")
    let figure = try entry.make(
      PlateRequest(
        subjects: subjects, surfaces: surfaces, theme: picture.theme.value,
        language: picture.language.value, threads: threads))
    try target.write(figure, picture, threads: threads)
    for path in target.paths { Console.say(path) }
  }
}
