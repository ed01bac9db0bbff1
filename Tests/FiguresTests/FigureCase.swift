import DataSets
import Figures
import LossSurfaces
import Networks
import Optimizers
import Scenes
import Testing
import Training
import Trajectories

/// Every figure there is, fed with little data, so that what must hold of all is tested of all.
struct FigureCase: Sendable, CustomTestStringConvertible {
  let name: String
  private let make: @Sendable (Look) throws -> any Figure

  var testDescription: String { name }

  /// All that may differ between two pictures of the same data.
  struct Look {
    var theme = Theme.Name.light
    var language = Language.english
    var threads = 1
  }

  init(_ name: String, _ make: @escaping @Sendable (Look) throws -> any Figure) {
    self.name = name
    self.make = make
  }

  func figure(_ look: Look = Look()) throws -> any Figure { try make(look) }

  func scene(
    _ look: Look = Look(), size: Size = Size(1200, 900), measuring: some TextMeasuring
  ) throws -> Scene {
    try make(look).scene(size: size, measuring: measuring)
  }

  /// A figure that is not here is not tested.
  static let all = races + maps + plates + training
}

extension FigureCase {
  private static let eventful = Result { try Races.eventful() }
  private static let pair = Result {
    try Races.race(
      ["adam(learningRate: 0.3)", "sgd(learningRate: 0.01)"], on: "himmelblau", steps: 40)
  }
  private static let plane = Result {
    try Races.race(["adam(0.1)", "rmsprop(0.02)"], on: "ackley", dimension: 5, steps: 60)
  }
  private static let network = Result {
    try Races.race(["adam(0.05)", "sgd(0.5)"], on: "xor-net", steps: 30)
  }
  private static let line = Result {
    try Races.race(formula: "x^4 - 3x^2 + x", variables: ["x"], ["sgd", "adam(0.1)"])
  }
  private static let fan = Result {
    try Races.race(
      ["sgd(learningRate: 0.01)", "adam(learningRate: 0.1)", "lion(learningRate: 0.2)"],
      on: "beale", steps: 20)
  }
  private static let witness = Result {
    let surface = try Races.catalog.surface(named: "long-valley")
    var race = Race(
      surface: surface, start: surface.card.starts[0], steps: 60,
      entrants: [try OptimizerSpec("sgd(learningRate: 0.3)")])
    race.tuning = .defaults
    return try race.atRates(WitnessFigure.factors).run().groups(of: 5)
  }
  static let inspection = Result {
    let surface = try Races.catalog.surface(named: "two-wells")
    return Inspection(
      try OptimizerSpec("adam(learningRate: 0.3)"), on: surface, from: surface.card.starts[0],
      steps: 14)
  }

  private static func comparison(
    _ name: String, _ result: Result<RaceResult, any Error>
  ) -> FigureCase {
    FigureCase(name) {
      ComparisonFigure(
        try result.get(), theme: $0.theme, language: $0.language, threads: $0.threads)
    }
  }

  private static let races: [FigureCase] = [
    comparison("comparison", eventful), comparison("comparison of a line", line),
    comparison("comparison on a plane", plane), comparison("comparison of networks", network),
    FigureCase("planes") {
      PlanesFigure(try network.get(), theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("relief") {
      ReliefFigure(try pair.get(), theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("witness") {
      WitnessFigure(try witness.get(), theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("fan") {
      FanFigure(try fan.get(), theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("sheet") {
      ContactSheet(
        [try pair.get(), try Races.race(["adam(0.3)", "sgd(0.01)"], on: "saddle", steps: 40)],
        theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("inside") {
      InsideFigure(
        try inspection.get(), step: 5, theme: $0.theme, language: $0.language,
        threads: $0.threads)
    },
    FigureCase("logged") {
      LoggedFigure(
        logged(parameters: 2), on: try Races.catalog.surface(named: "two-wells"),
        theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("logged weights") {
      LoggedFigure(
        logged(parameters: 6), theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("difference") { look in
      let surface = try Races.catalog.surface(named: "long-valley")
      let golden = try GoldenRecorder(
        race: "valley", surfaceName: "long-valley", surface: surface,
        start: surface.card.starts[0], steps: 80
      ).record("adam(learningRate: 0.05)")
      let found = try GoldenRecorder(
        race: "valley", surfaceName: "long-valley", surface: surface,
        start: surface.card.starts[0], steps: 80
      ).points(of: "adam(learningRate: 0.05, beta1: 0.8)")
      return PathDifferenceFigure(
        golden, found: found,
        difference: golden.difference(from: found, within: .exact) ?? .spec(""),
        on: surface, theme: look.theme, language: look.language, threads: look.threads)
    },
  ]

  private static func logged(parameters: Int) -> [LoggedRun] {
    ["adam", "mine"].enumerated().map { run, name in
      let points = (0..<40).map { step in
        (0..<parameters).map { index in
          let share = Double(step) / 40
          return (1 - share) * 1.2 + Double((step * (index + 2 + run)) % 7) / 30 * share
        }
      }
      return LoggedRun(name: name, points: points, losses: points.map { $0[0] * $0[0] + 0.1 })
    }
  }
}

extension FigureCase {
  private static let basins = Result {
    // No basin of it is the mirror image of another.
    var plan = BasinPlan(
      surface: try Races.catalog.surface(named: "himmelblau"),
      entrants: try ["sgd(learningRate: 0.015)", "adam(learningRate: 0.1)"].map(
        OptimizerSpec.init),
      side: 21, steps: 90)
    plan.exit = .stop
    return plan.run()
  }
  private static let strip = Result {
    var plan = BasinPlan(
      surface: try LossSurface(
        formula: "x^4 - 3x^2 + x + (y - 0.4x)^2 + 0.1y^3",
        domain: [("x", -2...2.5), ("y", -2...3)]),
      entrants: try ["sgd", "momentum"].map(OptimizerSpec.init), side: 15, steps: 60)
    plan.learningRates = [0.003, 0.05, 50]
    return plan.run()
  }
  private static let sensitivity = Result {
    let surface = try Races.catalog.surface(named: "beale")
    return SensitivityPlan(
      surface: surface, entrants: try ["sgd", "adam"].map(OptimizerSpec.init),
      rates: [1e-4, 1e-3, 1e-2, 1e-1, 1],
      starts: .random(in: surface.card.domain, count: 7, seed: 0), seed: 0, steps: 40
    ).run()
  }

  private static let maps: [FigureCase] = [
    FigureCase("basins") {
      BasinFigure(try basins.get(), theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("basins by rate") {
      BasinFigure(try strip.get(), theme: $0.theme, language: $0.language, threads: $0.threads)
    },
    FigureCase("sensitivity") {
      SensitivityFigure(try sensitivity.get(), theme: $0.theme, language: $0.language)
    },
  ]
}

extension FigureCase {
  private static func data(
    _ name: String, validation: Double
  ) throws -> (unscaled: DataSet<Double>, data: TrainingData<Double>) {
    let unscaled: DataSet<Double> = try DataSource(name).load(folder: "")
    let split = try Split(unscaled, validation: validation)
    return (unscaled, TrainingData(unscaled, split: split, features: .standardize))
  }

  private static let schedules = Result {
    let surface = try Races.catalog.surface(named: "elongated-bowl")
    let entrants = try ["constant", "step(every: 10)", "cosine(over: 40)"].map { line in
      var spec = try OptimizerSpec("noisy-sgd(variance: 9, annealing: 0)")
      spec.optimizer.learningRate = try ScheduleSpec(line).schedule(base: 0.06)
      return spec
    }
    var race = Race(surface: surface, start: [-4, 1.5], steps: 40, entrants: entrants, threads: 2)
    race.tuning = .defaults
    return try race.run()
  }
  private static let theory = Result {
    (
      descent: try Races.race(["sgd(learningRate: 0.064)"], on: "elongated-bowl", steps: 12),
      damping: try Races.race(
        ["0.3", "0.64", "0.9"].map { "momentum(learningRate: 0.04, momentum: \($0))" },
        on: "elongated-bowl", steps: 40)
    )
  }
  private static let flow = Result {
    try GradientFlow(
      on: try data("moons(count: 60)", validation: 0.3).data,
      activations: [.sigmoid, .leakyReLU()],
      depth: 6, units: 8, epochs: 2, seeds: 3, threads: 2)
  }
  private static let batches = Result { try BatchSizeStudy(batchSizes: [1, 64, 256], draws: 20) }
  private static let sharpness = Result {
    try SharpnessStudy(
      on: try data("moons(count: 60)", validation: 0.3).data, rates: [0.1, 0.5], steps: 30,
      threads: 2)
  }
  private static let regularization = Result {
    let moons = try data("moons(count: 40, noise: 0.3)", validation: 0.5)
    return try RegularizationStudy(
      on: moons.data, unscaled: moons.unscaled, hidden: [6], epochs: 5, threads: 2)
  }

  private static let plates: [FigureCase] = [
    FigureCase("activations") {
      FunctionsPlate(
        activations: Activation.all, theme: $0.theme, language: $0.language)
    },
    FigureCase("losses") {
      FunctionsPlate(
        losses: Loss.all, squaresSigmoid: true, theme: $0.theme, language: $0.language)
    },
    FigureCase("schedules") {
      SchedulesPlate(try schedules.get(), theme: $0.theme, language: $0.language)
    },
    FigureCase("theory") {
      let races = try theory.get()
      return TheoryPlate(
        descent: races.descent, damping: races.damping,
        theory: MomentumTheory(curvatures: [1, 25]), theme: $0.theme, language: $0.language,
        threads: $0.threads)
    },
    FigureCase("gradients") {
      GradientFlowPlate(try flow.get(), theme: $0.theme, language: $0.language)
    },
    FigureCase("batch sizes") {
      BatchSizePlate(try batches.get(), theme: $0.theme, language: $0.language)
    },
    FigureCase("sharpness") {
      SharpnessPlate(try sharpness.get(), theme: $0.theme, language: $0.language)
    },
    FigureCase("regularization") {
      RegularizationPlate(try regularization.get(), theme: $0.theme, language: $0.language)
    },
  ]
}

extension FigureCase {
  private static let sweeps = Result { try Sweeps(["adam(0.05)", "sgd(0.1)"], keepsPath: true) }

  private static let training: [FigureCase] = [
    FigureCase("learning curves") {
      LearningCurvesFigure(try sweeps.get().report, theme: $0.theme, language: $0.language)
    },
    FigureCase("confusion") {
      try #require(
        ConfusionFigure(try sweeps.get().report, theme: $0.theme, language: $0.language))
    },
    FigureCase("regions") {
      let sweeps = try sweeps.get()
      let regions = try DecisionRegions(
        sweeps.result, on: sweeps.sweep.data, unscaled: sweeps.unscaled, columns: 24, rows: 24)
      return DecisionRegionsFigure(
        try #require(regions), sweeps.report, theme: $0.theme, language: $0.language)
    },
    landscape("principal landscape", .principal), landscape("random landscape", .random),
    FigureCase("folded learning curves") {
      LearningCurvesFigure(try folded.get(), theme: $0.theme, language: $0.language)
    },
    FigureCase("diagnostics") {
      let figure = DiagnosticsFigure(
        try diagnosed.get(), theme: $0.theme, language: $0.language)
      return try #require(figure)
    },
    perceptron("perceptron", "blobs(classes: 2, count: 40)"),
    perceptron("perceptron xor", "xor(count: 40)"),
    perceptron("perceptron classes", "blobs(count: 45)"),
    perceptron("perceptron sums", "blobs(classes: 2, count: 40, features: 4)"),
    perceptron("perceptron cells", "blobs(count: 45, features: 4)"),
  ]

  private static let diagnosed = Result {
    let data = try Self.data("moons(count: 60)", validation: 0.2).data
    var plan = TrainingPlan(for: data.dataSet, hidden: [6, 6, 6], optimizer: "")
    plan.epochs = 4
    plan.batchSize = 8
    var sweep = TrainingSweep(
      plan, on: data, entrants: try ["adam", "sgd(0.1)"].map { try OptimizerSpec($0) }, seeds: [0])
    sweep.diagnoses = true
    return try SweepReport(try sweep.run(), of: sweep)
  }

  private static let folded = Result {
    let set: DataSet<Double> = try DataSource("moons(count: 60)").load(folder: "")
    let folds = try Split.folds(set, count: 3, validation: 0.2).map {
      TrainingData(set, split: $0, features: .standardize)
    }
    var plan = TrainingPlan(for: set, hidden: [4], optimizer: "")
    plan.epochs = 4
    plan.batchSize = 8
    var sweep = TrainingSweep(
      plan, onFolds: folds, entrants: try ["adam", "sgd(0.1)"].map { try OptimizerSpec($0) },
      seeds: [0, 1])
    sweep.tuning = .tuned(
      .grid(lowest: -3, highest: -1, perDecade: 1), seeds: TrainingTuning.seeds(1))
    var report = try SweepReport(try sweep.run(), of: sweep)
    report.shownMetrics = 3
    return report
  }

  private static func perceptron(_ name: String, _ source: String) -> FigureCase {
    FigureCase(name) {
      let (unscaled, data) = try data(source, validation: 0.2)
      let study = try PerceptronStudy(
        on: data, unscaled: unscaled.featureCount == 2 ? unscaled : nil, epochs: 20)
      return PerceptronFigure(study, theme: $0.theme, language: $0.language)
    }
  }

  private static func landscape(_ name: String, _ kind: LossLandscape.Kind) -> FigureCase {
    FigureCase(name) {
      let sweeps = try sweeps.get()
      let landscape = try LossLandscape(kind, of: sweeps.result, on: sweeps.sweep.data, nodes: 15)
      return LandscapeFigure(
        try #require(landscape), sweeps.report, theme: $0.theme, language: $0.language)
    }
  }
}
