import ArgumentParser
import FoundationEssentials
import LossSurfaces
import Optimizers
import OutputFiles
import Trajectories

/// `descent race`: several optimizers on one surface, as a picture and as data.
struct Race: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "race",
    abstract: "Race optimizers on a surface and draw their paths.",
    discussion: """
      A surface is a name of the catalogue, a file's name or a formula; an optimizer is a name, or \
      a line pasted from a training script. The ending of --out says what is written: .png, .svg \
      or .pdf, or a film as .gif, .mp4, .webp, .html (a page that plays) or .png-sequence (a folder \
      of pictures), with the data beside it as .csv; .csv or .json alone.

      EXAMPLES:
        descent race rosenbrock adam momentum rmsprop
        descent race beale "torch.optim.SGD(lr=1e-3, momentum=0.9)" --start 1,1.5 --steps 300
        descent race "x^2 + 25 y^2" adam sgd --domain -5,5,-5,5 --start -4,1.5 --out bowl.svg
        descent race beale adam nesterov rmsprop --out beale.gif
        descent race himmelblau adam momentum --figure relief
        descent race long-valley sgd --figure witness
        descent race beale sgd momentum adam lion --figure fan --steps 100
        descent race logistic-regression sgd --batch-size 1,16,all --epochs 10
        descent race moons-net adam sgd lion --plane random:3
        descent race xor-net adam sgd lion --figure planes
        descent race rosenbrock sgd adam --noise additive:1
        descent race bbob-f8 adam lbfgs --instance 3 --dimensions 10
        descent race himmelblau all --tuning defaults --out himmelblau.json
      """)

  @Argument(help: "A surface's name, or a formula.")
  var surface: String

  @Argument(help: "Optimizers; all stands for the whole catalogue.")
  var optimizers: [String]

  @OptionGroup var options: RaceOptions
  @OptionGroup var plane: PlaneOption
  @OptionGroup var picture: PictureOptions

  @Option(
    help: """
      What is drawn: comparison (paths and losses), relief or 3d (a landscape), witness (each \
      optimizer at five learning rates), fan (the first steps), planes (three planes through more \
      than two parameters, and the lines between the runs' ends).
      """)
  var figure = RaceFigure.comparison

  @Option(help: "The file to write; output/SURFACE-race.png where not given.")
  var out: String?

  @Option(help: "How many frames a film has at most, besides those that hold its ends.")
  var frames = 240

  func validate() throws {
    guard (2...100_000).contains(frames) else {
      throw ValidationError("--frames is \(frames); expected 2 to 100000")
    }
  }

  func run() throws {
    let race = try figure.prepared(options.race(on: surface, optimizers))
    let name = figure == .comparison ? "race" : figure.rawValue
    let output = try RaceOutput(path: out ?? "output/\(race.surface.card.key)-\(name).png")
    try output.check(figure)
    let plane = try plane.choice(on: race.surface)
    let result = try race.run(table: output.tablePath)
    try output.write(
      result, as: figure, picture, plane: plane, frames: frames, threads: race.threads)
    RaceSummary(result, language: picture.language).print()
    for path in output.paths(of: result) { Console.say(path) }
  }
}
