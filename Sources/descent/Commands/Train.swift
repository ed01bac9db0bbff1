import ArgumentParser
import Complaints
import DataSets
import Figures
import Networks
import Optimizers
import OutputFiles
import Synchronization
import Training

/// `descent train`: optimizers compared on a network and real data.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network with several optimizers on the same data, weights and batches.",
    discussion: """
      The data are a name (absenteeism, breast-cancer, diabetes, digits, iris, wine), a generator \
      (moons, circles, spirals, blobs, xor, teacher; "moons(count: 500, noise: 0.2)"), or a file of \
      your own: .csv, .npy, .npz, MNIST's -idx3-ubyte, also gzipped. Each seed gives all optimizers the \
      same first weights, batches and dropout masks.

      Beside the picture stand a .csv of every record, a .json of everything, the confusion \
      matrices, and for two features the decision regions.

      EXAMPLES:
        descent train digits adam sgd "torch.optim.RMSprop(lr=1e-3)" --seeds 5
        descent train moons adam "sgd(0.1)" --layers 16,16 --activation tanh --seeds 3
        descent train my.csv adam --target price --layers 64 --early-stopping 10
        descent train digits adam sgd --tune --dropout 0.2 --batch-norm --l2 1e-4
        descent train train-images-idx3-ubyte.gz adam --network mlp.yaml --precision float
        descent train digits adam --epochs 200 --checkpoint runs --resume
        descent train wine adam sgd --folds 5 --metrics accuracy,f1
      """)

  @Argument(help: "A data set's name, a generator, or a file.")
  var data: String

  @Argument(help: "Optimizers: names, or lines pasted from a training script.")
  var optimizers: [String]

  @OptionGroup(title: "Data") var examples: DataOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Examples") var handling: ExampleOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "Picture") var picture: PictureOptions

  @Option(help: "Also draw the loss landscape with every path: pca or random.")
  var landscape: LandscapeName?

  enum LandscapeName: String, CaseIterable, ExpressibleByArgument {
    case pca, random

    var kind: LossLandscape.Kind { self == .pca ? .principal : .random }
  }

  @Flag(
    help: """
      Also draw and list how the layers stand, epoch by epoch: gradients, updates, dead units, activations; \
      and at the end sharpness and gradient noise. Of the first seed.
      """)
  var diagnose = false

  @Flag(help: "Add the time to picture and tables, which then differ from run to run.")
  var time = false

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "The file to write; output/DATA-train.png where not given.")
  var out: String?

  @Option(help: "Also write the first and last weights of every run into this NPZ file.")
  var saveWeights: String?

  @Option(help: "How many runs go on at once; the result does not depend on it.")
  var threads = Threads.available

  func validate() throws {
    guard threads >= 1 else {
      throw ValidationError(
        "--threads is \(threads); expected at least 1",
        "--threads é \(threads); esperava-se ao menos 1")
    }
    guard !optimizers.isEmpty else {
      throw ValidationError(
        "name an optimizer, as in adam", "indique um otimizador, como em adam")
    }
    guard let folds = training.folds else { return }
    if examples.test != nil {
      throw ValidationError(
        "--folds makes each fold the test part in its turn; leave out --test",
        "--folds faz de cada partição a parte de teste em sua vez; deixe --test de fora")
    }
    if let validation = examples.validation, validation + 1 / Double(folds) >= 1 {
      throw ValidationError(
        "--validation \(validation) and a fold of 1/\(folds) leave nothing to train on",
        "--validation \(validation) e uma partição de 1/\(folds) não deixam com que treinar")
    }
    if landscape != nil {
      throw ValidationError(
        "--landscape shows the paths on one split, and --folds makes \(folds); leave one out",
        "--landscape mostra os caminhos em uma divisão, e --folds faz \(folds); deixe um de fora")
    }
  }

  func run() throws {
    switch training.precision {
    case .double: try train(Double.self)
    case .float: try train(Float.self)
    }
  }

  private func train<Number: TrainingNumber>(_ type: Number.Type) throws {
    if optimizers.contains("perceptron") {
      throw WrongRequest(
        "the perceptron learns by its own rule, not with an optimizer: descent perceptron \(data)",
        "o perceptron aprende com sua própria regra, não com um otimizador: descent perceptron \(data)"
      )
    }
    let entrants = try optimizers.map { try OptimizerSpec($0) }
    // Counts stay counts: a rate of events is above zero, and so has to be what it is compared with.
    let countsEvents = try network.statedLoss() == .poisson
    let (plane, folds) = try examples.load(
      self.data, folds: training.folds, targets: countsEvents ? .none : .standardize,
      as: Number.self)
    let data = folds[0]
    let dataSet = data.dataSet
    let (architecture, loss) = try network.describe(for: folds)
    if loss == .poisson { try Self.rejectNegative(dataSet) }
    var plan = TrainingPlan(architecture: architecture, loss: loss, optimizer: optimizers[0])
    let metrics = try training.metrics(for: dataSet)
    plan.groups = try network.statedGroups()
    plan.metrics = metrics ?? Metric.usual(for: dataSet.targets)
    try training.apply(to: &plan, examples: data.split.training.count)
    try handling.apply(to: &plan, data)
    plan.keepsPath = landscape != nil
    let output = try TrainingOutput(path: out ?? "output/\(dataSet.name)-train.png")
    if plan.decaysWeightsOnly, plan.groups?.contains(where: { $0.weightDecay != nil }) != true {
      let idle = entrants.filter { $0.optimizer.decayingOnly([]) == nil }.map(\.line)
      guard idle.isEmpty else {
        throw WrongRequest(
          "--no-decay-on-bias: \(idle.joined(separator: ", ")) has no weight decay that could leave biases "
            + "alone; expected one as in torch.optim.AdamW(weight_decay=0.01)",
          "--no-decay-on-bias: \(idle.joined(separator: ", ")) não tem decaimento de pesos que possa poupar "
            + "vieses; esperava-se um como em torch.optim.AdamW(weight_decay=0.01)")
      }
    }
    let inputs = [self.data, examples.labels, network.network, network.initialWeights]
    try output.spare(inputs)
    if let saveWeights {
      guard saveWeights.lowercased().hasSuffix(".npz") else {
        throw WrongRequest(
          "--save-weights \(saveWeights): expected a name that ends in .npz",
          "--save-weights \(saveWeights): esperava-se um nome que termina em .npz")
      }
      try OutputTarget.spare(inputs, from: [saveWeights])
    }
    var sweep = TrainingSweep(
      plan, onFolds: folds, entrants: entrants,
      seeds: (0..<UInt64(training.seeds)).map { training.seed + $0 })
    sweep.diagnoses = diagnose
    sweep.initialParameters = try network.initialWeights.map { path in
      try WeightFile.read(path, for: Network(architecture))
    }
    sweep.tuning = training.tuning
    sweep.threads = threads
    sweep.storage = try training.storage()
    for note in dataSet.notes { Console.note("descent: \(dataSet.name): \(Speech.text(note))") }
    let result = try run(sweep)
    var report = try SweepReport(result, of: sweep)
    report.shownMetrics = metrics?.count
    let pictures = TrainingPictures(
      report: report,
      regions: try plane.flatMap { plane throws(TrainingError) in
        try DecisionRegions(result, on: data, unscaled: plane)
      },
      landscape: try landscape.flatMap { kind throws(TrainingError) in
        try LossLandscape(kind.kind, of: result, on: data, threads: threads)
      }, showsTime: time)
    var paths = try output.write(pictures, picture, threads: threads)
    if let saveWeights {
      var file = try OutputFile(saveWeights)
      try file.write(WeightFile.bytes(of: result, startingFrom: sweep.initialParameters))
      try file.commit()
      paths.append(saveWeights)
    }
    if json {
      Console.say(report.json(withSeconds: time))
    } else {
      TrainingSummary(report, language: picture.language).print()
      for path in paths { Console.say(path) }
    }
  }

  /// - Throws: where a number to predict is no count.
  private static func rejectNegative<Number>(_ dataSet: DataSet<Number>) throws {
    guard case .numbers(let numbers, let names) = dataSet.targets,
      let odd = numbers.firstIndex(where: { !($0 >= 0) })
    else { return }
    let row = odd / names.count
    throw DataError(
      dataSet.source ?? dataSet.name, line: dataSet.lines.isEmpty ? nil : dataSet.lines[row],
      column: dataSet.targetColumn,
      .init(
        "the target is \(numbers[odd]), and the loss poisson is for counts of at least 0",
        "o alvo é \(numbers[odd]), e a perda poisson é para contagens de ao menos 0"))
  }

  private func run<Number>(_ sweep: TrainingSweep<Number>) throws -> SweepResult<Number> {
    let isEnglish = picture.language == .english
    let bar = Progress(
      isEnglish ? "training" : "treinando", of: sweep.totalBatches,
      isEnglish ? "batches" : "lotes")
    defer { bar.end() }
    let metric = sweep.plan.metrics.first?.name(in: picture.language.value)
    // Measured at the end of an epoch, and shown until the next.
    let scores = Mutex<[Int: Double]>([:])
    return try sweep.run { report in
      if let score = report.progress.record?.validation?.metrics.first {
        scores.withLock { $0[report.entrant] = score }
      }
      func text() -> String {
        let name = sweep.entrants[report.entrant].label
        let phase = report.isTuning ? (isEnglish ? "tuning " : "ajustando ") : ""
        let score = scores.withLock { $0[report.entrant] }
        let scored = score.map { ", \(metric ?? "") \(ShortNumber.text($0))" } ?? ""
        return
          "\(phase)\(name), \(isEnglish ? "loss" : "perda") \(ShortNumber.text(report.progress.loss))\(scored)"
      }
      bar.show(report.finished, text())
    }
  }
}
