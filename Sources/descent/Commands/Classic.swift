import ArgumentParser
import LossSurfaces
import Optimizers
import Suggestions
import Trajectories

/// `descent classic`: the races that everybody has seen, remade.
struct Classic: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classic",
    abstract: "Remake a classic: the long valley, the saddle, Beale's function.",
    discussion: """
      CLASSICS:
      \(ClassicRace.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      A film where --out ends in .gif, .mp4 or .html.

      EXAMPLES:
        descent classic saddle
        descent classic beale --figure relief --theme dark --out beale.png
      """)

  @Argument(help: "The classic's name.")
  var name: String

  @OptionGroup var surfaces: SurfaceOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "What is drawn: comparison, relief, witness or fan.")
  var figure = RaceFigure.comparison

  @Option(help: "The file to write; output/NAME-classic.png where not given.")
  var out: String?

  @Option(help: "How many threads; the result does not depend on it.")
  var threads = Threads.available

  func run() throws {
    guard let classic = ClassicRace.all.first(where: { $0.name == name }) else {
      let names = ClassicRace.all.map(\.name)
      throw WrongRequest(
        "no classic is called \(name)\(Spelling.hint(name, among: names)) There are "
          + names.joined(separator: ", ") + ".")
    }
    let output = try RaceOutput(path: out ?? "output/\(name)-classic.png")
    try output.check(figure)
    var race = Trajectories.Race(
      surface: try surfaces.surface(classic.name), start: classic.start, steps: classic.steps,
      entrants: try classic.optimizers.map(OptimizerSpec.init), threads: threads)
    race.tuning = .defaults
    race = try figure.prepared(race)
    let result = try race.run(table: output.tablePath)
    try output.write(result, as: figure, picture, threads: threads)
    RaceSummary(result, language: picture.language).print()
    for path in output.paths(of: result) { Console.say(path) }
  }
}

/// A race with a start and rates that are known from films of it.
struct ClassicRace {
  /// Also the surface's.
  let name: String
  let summary: String
  let start: [Double]
  let steps: Int
  let optimizers: [String]

  static let all = [
    ClassicRace(
      name: "long-valley", summary: "descent zigzags, momentum overshoots, the adaptive ones turn",
      start: [-5, -2], steps: 60,
      optimizers: [
        "sgd(learningRate: 0.4)", "momentum(learningRate: 0.12, momentum: 0.8)",
        "nesterov(learningRate: 0.12, momentum: 0.8)", "adagrad(learningRate: 0.9)",
        "adadelta(learningRate: 60)", "rmsprop(learningRate: 0.25, decay: 0.9)",
      ]),
    ClassicRace(
      name: "saddle", summary: "who leaves the ridge first, a hair off it",
      start: [0.75, 0.01], steps: 80,
      optimizers: [
        "sgd(learningRate: 0.03)", "momentum(learningRate: 0.03)", "nesterov(learningRate: 0.03)",
        "adagrad(learningRate: 0.1)", "adadelta(learningRate: 10)",
        "rmsprop(learningRate: 0.03, decay: 0.9)",
      ]),
    ClassicRace(
      name: "beale", summary: "momentum shoots off, the adaptive ones are on their way at once",
      start: [1, 1.5], steps: 150,
      optimizers: [
        "sgd(learningRate: 0.01)", "momentum(learningRate: 0.004)",
        "nesterov(learningRate: 0.004)", "adagrad(learningRate: 0.5)",
        "adadelta(learningRate: 20)", "rmsprop(learningRate: 0.03, decay: 0.9)",
      ]),
  ]
}
