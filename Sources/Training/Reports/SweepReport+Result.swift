import DataSets
import Networks

extension SweepReport {
  /// Measures what a sweep left on the held-out parts.
  /// - Throws: `TrainingError` if a network cannot be built again.
  public init<Number: TrainingNumber>(
    _ result: SweepResult<Number>, of sweep: TrainingSweep<Number>
  ) throws(TrainingError) {
    let data = sweep.data, split = data.split
    var classes: [String] = []
    if case .classes(_, let names) = data.dataSet.targets { classes = names }
    var entrants: [Entrant] = []
    for entrant in result.entrants {
      var runs: [Run] = []
      for run in entrant.runs { runs.append(try Run(run, on: sweep.folds[run.fold])) }
      entrants.append(Entrant(spec: entrant.spec, rate: entrant.rate, runs: runs))
      if sweep.folds.count > 1 { entrants[entrants.count - 1].foldRates = entrant.foldRates }
    }
    self.init(
      dataSet: data.dataSet.name, training: split.training.count,
      validation: split.validation.count, test: split.test.count,
      features: data.dataSet.featureCount, classes: classes, plan: sweep.plan,
      precision: Number.precision,
      parameters: result.entrants.first?.runs.first?.parameters.count ?? 0, tuning: sweep.tuning,
      seeds: sweep.seeds, entrants: entrants)
    folds = sweep.folds.count
  }
}

extension SweepReport.Run {
  init<Number: TrainingNumber>(
    _ run: FinishedRun<Number>, on data: TrainingData<Number>
  ) throws(TrainingError) {
    self.init(
      seed: run.plan.seed, history: run.history, outcome: run.outcome, seconds: run.seconds,
      final: run.finalRecord)
    fold = run.fold
    diagnostics = run.diagnostics
    guard !isDiverged else { return }
    let judged = data.split.test.isEmpty ? data.split.validation : data.split.test
    if !data.split.test.isEmpty { test = try run.measure(on: data, rows: data.split.test) }
    guard case .classes(let labels, let names) = data.dataSet.targets, !judged.isEmpty else {
      return
    }
    let scores = try run.predictions(on: data, rows: judged).predictions
    confusion = ConfusionMatrix(
      names: names, labels: judged.map { labels[$0] },
      predictions: Self.decisions(scores, classes: names.count, rows: judged.count))
  }

  /// The class of the highest score; one score a row is that of the second of two classes.
  static func decisions(_ scores: [Double], classes: Int, rows: Int) -> [Int] {
    guard scores.count != rows else { return scores.map { $0 > 0.5 ? 1 : 0 } }
    return (0..<rows).map { row in
      var best = 0
      for label in 1..<classes
      where scores[row * classes + label] > scores[row * classes + best] { best = label }
      return best
    }
  }
}
