import ArgumentParser
import Figures
import LossSurfaces
import Optimizers
import Trajectories

/// `descent gallery`: every picture of the README.
struct Gallery: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make every picture of the README, in output/gallery.",
    discussion: """
      EXAMPLES:
        descent gallery
        descent gallery --into slides
      """)

  @Option(help: "The folder for the pictures.")
  var into = "output/gallery"

  @OptionGroup var surfaces: SurfaceOptions

  @Option(help: "How many threads.")
  var threads = Threads.available

  func run() throws {
    for item in GalleryItem.all {
      let surface = try surfaces.surface(item.surface)
      var race = Trajectories.Race(
        surface: surface, start: item.start ?? surface.card.starts.first ?? [], steps: item.steps,
        entrants: try item.optimizers.map(OptimizerSpec.init), threads: threads)
      race.tuning = item.tuning
      let path = "\(into)/\(item.name)"
      try RaceOutput(path: path).write(try race.run(), item.picture, threads: threads)
      Console.say(path)
    }
    try drawMaps()
  }

  private func drawMaps() throws {
    let path = "\(into)/himmelblau-basins.png"
    let plan = BasinPlan(
      surface: try surfaces.surface("himmelblau"),
      entrants: try ["adam", "momentum"].map(OptimizerSpec.init), side: 151, threads: threads)
    var picture = PictureOptions()
    picture.size = .init(width: 1200, height: 900)
    let figure = BasinFigure(plan.run(), threads: threads)
    try OutputTarget(path).write(picture, threads: threads) {
      figure.scene(size: $0, measuring: $1)
    }
    Console.say(path)
  }
}

/// One picture of the gallery.
struct GalleryItem {
  let name: String
  let surface: String
  let optimizers: [String]
  var start: [Double]?
  var steps = 300
  var tuning = Tuning.tuned(.standard)
  var language = PictureOptions.LanguageName.english
  var theme = PictureOptions.ThemeName.light

  var picture: PictureOptions {
    var options = PictureOptions()
    options.size = .init(width: 1200, height: 900)
    options.language = language
    options.theme = theme
    return options
  }

  static let all: [GalleryItem] = [
    GalleryItem(
      name: "rosenbrock-race.png", surface: "rosenbrock",
      optimizers: ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]),
    GalleryItem(
      name: "saddle-race.png", surface: "saddle",
      optimizers: ["sgd", "momentum", "adagrad", "rmsprop", "adam"], steps: 120,
      tuning: .same(0.05), theme: .dark),
    GalleryItem(
      name: "two-wells-race-pt-BR.png", surface: "two-wells",
      optimizers: [
        "sgd(learningRate: 0.02)", "momentum(learningRate: 0.01, momentum: 0.8)",
        "rmsprop(learningRate: 0.01)", "adam(learningRate: 0.01, beta1: 0.7)",
      ], start: [0.2, 1.4], steps: 300, language: .portuguese),
    GalleryItem(
      name: "libraries-race.png", surface: "beale",
      optimizers: [
        "torch.optim.RMSprop(lr=0.01)", "keras.optimizers.RMSprop(0.01)",
        "torch.optim.Adam(lr=0.05)",
        "keras.optimizers.Adam(0.05)",
      ], steps: 200),
    GalleryItem(
      name: "beale-race.svg", surface: "beale",
      optimizers: ["sgd", "nesterov", "adadelta", "adamax", "nadam", "ftrl"]),
  ]
}
