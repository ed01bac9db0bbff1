import ArgumentParser
import Complaints
import DataSets
import Networks
import Optimizers
import Training

/// How networks are trained and compared.
struct TrainingOptions: ParsableArguments {
  @Option(help: "How often each run sees all examples.")
  var epochs = 20

  @Option(help: "Examples in a batch; 0 for all.")
  var batchSize = 32

  @Option(help: "How many seeds each optimizer runs with.")
  var seeds = 1

  @Option(help: "The first of the seeds: they decide weights, order of batches and masks.")
  var seed: UInt64 = 0

  @Option(
    help: """
      Cross-validation: split into so many folds, each of which is the test part once; each seed runs \
      in each.
      """)
  var folds: Int?

  @Option(
    help: """
      What is measured, separated by commas, the first of it above all: accuracy, top3, precision, \
      recall, f1, auc; of numbers r2, rmse, mae. A usual choice where not given.
      """)
  var metrics: String?

  @Flag(help: "Search each optimizer's learning rate, with other seeds than those shown.")
  var tune = false

  @Option(help: "The rates that a search tries: grid (13 from 1e-5 to 10) or random (as many).")
  var search = Search.grid

  @Option(help: "How many seeds a search tries each rate with.")
  var tuningSeeds = 3

  @Option(help: "One learning rate for all.")
  var learningRate: Double?

  @Option(help: "A schedule for all rates, by update: cosine, oneCycle, \"step(every: 200)\" …")
  var schedule: String?

  @Option(help: "Stop after so many epochs without a better validation loss; keep the best.")
  var earlyStopping: Int?

  @Option(help: "Lower the rate tenfold after so many epochs without a better validation loss.")
  var reduceOnPlateau: Int?

  @Option(
    help: "What these two watch: validationLoss, trainingLoss, or metric, the first one measured.")
  var monitor: MonitorName?

  @Option(
    help: """
      Measure and keep a mean of the weights: their moving average with a decay, as in 0.99, or the \
      plain mean from an epoch on, as in epoch:10.
      """)
  var averageWeights: String?

  @Flag(
    name: .customLong("no-decay-on-bias"),
    help: "Weight decay leaves biases and the parameters of normalizations and PReLU alone.")
  var decaysWeightsOnly = false

  @Option(
    name: .customLong("group"),
    help: """
      Layers with a rate or a decay of their own, as in "1-2: learningRate 0.1x" or "biases: weightDecay \
      0": dense layers by number, first, last, weights, biases; 0.1x is a tenth of the optimizer's own. \
      May be repeated.
      """)
  var groups: [String] = []

  @Option(help: "The largest norm of a gradient; a longer one is scaled down.")
  var clipNorm: Double?

  @Option(help: "How numbers are stored: double, which is the same everywhere, or float, faster.")
  var precision = PrecisionName.double

  @Option(help: "A folder that keeps every run while it goes on.")
  var checkpoint: String?

  @Option(help: "Seconds between two checkpoints of a run; 0 stores every batch.")
  var checkpointEvery = 5.0

  @Flag(help: "Go on with the runs in the folder of --checkpoint.")
  var resume = false

  enum MonitorName: String, CaseIterable, ExpressibleByArgument {
    case validationLoss, trainingLoss, metric
  }
  enum Search: String, CaseIterable, ExpressibleByArgument { case grid, random }
  enum PrecisionName: String, CaseIterable, ExpressibleByArgument { case float, double }

  func validate() throws {
    let counts = [
      ("--epochs", epochs, 1), ("--batch-size", batchSize, 0), ("--seeds", seeds, 1),
      ("--tuning-seeds", tuningSeeds, 1), ("--early-stopping", earlyStopping ?? 1, 1),
      ("--reduce-on-plateau", reduceOnPlateau ?? 1, 1),
    ]
    for (name, value, least) in counts where value < least {
      throw ValidationError(
        "\(name) is \(value); expected at least \(least)",
        "\(name) é \(value); esperava-se ao menos \(least)")
    }
    let positive = [("--learning-rate", learningRate ?? 1), ("--clip-norm", clipNorm ?? 1)]
    for (name, value) in positive where !(value > 0 && value.isFinite) {
      throw ValidationError(
        "\(name) is \(value); expected a number above 0",
        "\(name) é \(value); esperava-se um número acima de 0")
    }
    if tune, learningRate != nil {
      throw ValidationError(
        "--tune chooses the rates that --learning-rate gives; leave one out",
        "--tune escolhe as taxas que --learning-rate dá; deixe um de fora")
    }
    if resume, checkpoint == nil {
      throw ValidationError(
        "--resume needs the folder of the runs: --checkpoint DIR",
        "--resume precisa da pasta das execuções: --checkpoint PASTA")
    }
    if let folds, folds < 2 {
      throw ValidationError(
        "--folds is \(folds); expected at least 2", "--folds é \(folds); esperavam-se ao menos 2")
    }
    if monitor != nil, earlyStopping == nil, reduceOnPlateau == nil {
      throw ValidationError(
        "--monitor is for --early-stopping and --reduce-on-plateau",
        "--monitor serve a --early-stopping e --reduce-on-plateau")
    }
    _ = try averaging()
    guard checkpointEvery >= 0 else {
      throw ValidationError(
        "--checkpoint-every is \(checkpointEvery); expected at least 0",
        "--checkpoint-every é \(checkpointEvery); esperava-se ao menos 0")
    }
  }

  var tuning: TrainingTuning {
    if let learningRate { return .same(learningRate) }
    guard tune else { return .defaults }
    let rates: LearningRates =
      switch search {
      case .grid: .usual
      case .random:
        .random(lowest: -5, highest: 1, count: LearningRates.usual.rates.count, seed: seed)
      }
    return .tuned(rates, seeds: TrainingTuning.seeds(tuningSeeds))
  }

  /// Puts into a plan what these options say of it.
  func apply(to plan: inout TrainingPlan, examples: Int) throws {
    plan.epochs = epochs
    plan.batchSize = batchSize == 0 ? examples : min(batchSize, examples)
    plan.clipNorm = clipNorm
    plan.decaysWeightsOnly = decaysWeightsOnly
    for group in groups {
      do throws(NetworkError) {
        plan.groups = (plan.groups ?? []) + [try LayerGroup(group)]
      } catch {
        throw WrongRequest(Sentence("--group: ") + error.sentence)
      }
    }
    if let earlyStopping {
      var rule = EarlyStopping()
      rule.patience = earlyStopping
      rule.watches = watched ?? rule.watches
      plan.earlyStopping = rule
    }
    if let reduceOnPlateau {
      var rule = Training.ReduceOnPlateau()
      rule.patience = reduceOnPlateau
      rule.watches = watched ?? rule.watches
      plan.plateau = rule
    }
    plan.averaging = try averaging()
    let updates = (examples + plan.batchSize - 1) / plan.batchSize * epochs
    plan.schedule = try schedule.map { try Self.schedule($0, over: updates) }
  }

  private var watched: Watched? { monitor.flatMap { Watched(rawValue: $0.rawValue) } }

  private func averaging() throws -> WeightAveraging? {
    guard let averageWeights else { return nil }
    let words = averageWeights.split { ":= ".contains($0) }
    if words.count == 2, words[0] == "epoch", let first = Int(words[1]), first >= 1 {
      guard first <= epochs else {
        throw ValidationError(
          "--average-weights \(averageWeights): the last of the --epochs is \(epochs)",
          "--average-weights \(averageWeights): a última das --epochs é \(epochs)")
      }
      return .uniform(fromEpoch: first)
    }
    guard words.count == 1, let decay = Double(words[0]), decay > 0, decay < 1 else {
      throw ValidationError(
        "--average-weights \(averageWeights): expected a decay between 0 and 1, as in 0.99, or an "
          + "epoch, as in epoch:10",
        "--average-weights \(averageWeights): esperava-se um decaimento entre 0 e 1, como em 0.99, ou uma "
          + "época, como em epoch:10")
    }
    return .exponential(decay: decay)
  }

  /// What is measured of targets of a kind; nil for the usual.
  func metrics<Number>(for dataSet: DataSet<Number>) throws -> [Metric]? {
    guard let metrics else { return nil }
    var classes: Int?
    if case .classes(_, let names) = dataSet.targets { classes = names.count }
    var chosen: [Metric] = []
    for part in metrics.split(separator: ",", omittingEmptySubsequences: false) {
      let metric: Metric
      do throws(NetworkError) {
        metric = try Metric(text: part.filter { $0 != " " })
      } catch {
        throw WrongRequest(Sentence("--metrics \(metrics): ") + error.problem)
      }
      guard metric.isForClasses == (classes != nil) else {
        let names = Metric.names(forClasses: classes != nil).joined(separator: ", ")
        throw WrongRequest(
          "--metrics \(metrics): \(metric.name) is for \(metric.isForClasses ? "classes" : "numbers"), "
            + "and \(dataSet.name) has \(classes != nil ? "classes" : "numbers") to predict; there are "
            + names,
          "--metrics \(metrics): \(metric.name) é para \(metric.isForClasses ? "classes" : "números"), e "
            + "\(dataSet.name) tem \(classes != nil ? "classes" : "números") a prever; há " + names)
      }
      if case .topAccuracy(let count) = metric, let classes, count >= classes {
        throw WrongRequest(
          "--metrics \(metrics): of \(classes) classes, the right one is always among \(count); expected "
            + "at most top\(classes - 1)",
          "--metrics \(metrics): de \(classes) classes, a certa está sempre entre \(count); esperava-se no "
            + "máximo top\(classes - 1)")
      }
      guard !chosen.contains(metric) else {
        throw WrongRequest(
          "--metrics \(metrics): \(metric.name) is named twice",
          "--metrics \(metrics): \(metric.name) aparece duas vezes")
      }
      chosen.append(metric)
    }
    return chosen
  }

  /// A schedule that is named alone covers the whole training.
  private static func schedule(_ line: String, over updates: Int) throws -> String {
    let whole: [String: String] = [
      "cosine": "cosine(over: \(updates))", "linear": "linear(over: \(updates))",
      "polynomial": "polynomial(over: \(updates))", "oneCycle": "oneCycle(over: \(updates))",
      "rex": "rex(over: \(updates))",
      "exponential": "exponential(by: 0.01, over: \(updates))",
      "inverseTime": "inverseTime(over: \(max(1, updates / 10)))",
      "step": "step(every: \(max(1, updates / 3)))",
      "warmUp":
        "warmUp(over: \(max(1, updates / 10)), then: cosine(over: \(max(1, updates - updates / 10))))",
    ]
    let line = whole[line] ?? line
    let spec = try ScheduleSpec(line)
    guard spec.base == nil else {
      throw WrongRequest(
        "--schedule \(line): it shapes each optimizer's own rate; leave out \(spec.base ?? 0)",
        "--schedule \(line): ele dá forma à taxa de cada otimizador; deixe \(spec.base ?? 0) de fora"
      )
    }
    guard spec.plateau == nil else {
      throw WrongRequest(
        "--schedule \(line): use --reduce-on-plateau",
        "--schedule \(line): use --reduce-on-plateau")
    }
    return line
  }

  /// - Throws: where the folder holds runs, and nobody said that they should go on.
  func storage() throws -> SweepStorage? {
    guard let checkpoint else { return nil }
    let storage = SweepStorage(folder: checkpoint, seconds: checkpointEvery)
    if storage.holdsRuns, !resume {
      throw WrongRequest(
        "\(checkpoint) holds runs already; go on with them by --resume, or choose another folder",
        "\(checkpoint) já guarda execuções; continue-as com --resume, ou escolha outra pasta")
    }
    return storage
  }
}
