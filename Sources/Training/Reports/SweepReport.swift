public import Networks
public import Optimizers

/// A comparison of optimizers on a network as pictures, tables and programs want it: what was run,
/// every record, and the scores of what came out.
public struct SweepReport: Sendable {
  public var dataSet: String
  /// How many examples each part has.
  public var training: Int
  public var validation: Int
  public var test: Int
  public var features: Int
  /// The classes, or empty where numbers are predicted.
  public var classes: [String]
  /// What is varied by the entrants is left as the sweep's plan had it.
  public var plan: TrainingPlan
  public var precision: Precision
  public var parameters: Int
  public var tuning: TrainingTuning
  public var seeds: [UInt64]
  public var entrants: [Entrant]
  /// How many splits each optimizer was trained on; the sizes of the parts are those of the first.
  public var folds = 1
  /// How many of the plan's metrics are to be shown in curves and tables; nil leaves the choice to
  /// the picture.
  public var shownMetrics: Int?

  public struct Entrant: Sendable {
    public var spec: OptimizerSpec
    public var rate: ChosenRate
    /// What each fold has chosen, if there are several.
    public var foldRates: [ChosenRate] = []
    /// Fold by fold, and in each in the order of the seeds.
    public var runs: [Run]

    public init(spec: OptimizerSpec, rate: ChosenRate, runs: [Run]) {
      self.spec = spec
      self.rate = rate
      self.runs = runs
    }
  }

  public struct Run: Sendable, Hashable {
    public var seed: UInt64
    /// Counted from 0.
    public var fold = 0
    public var history: History
    public var outcome: TrainingOutcome
    /// Until the end of each record.
    public var seconds: [Double]
    /// The record whose parameters the run leaves; nil if it diverged.
    public var final: EpochRecord?
    /// Of those parameters, on the test part.
    public var test: Measurement?
    /// On the test part, or the validation part where there is none.
    public var confusion: ConfusionMatrix?
    public var diagnostics: RunDiagnostics?

    public init(
      seed: UInt64, history: History, outcome: TrainingOutcome, seconds: [Double] = [],
      final: EpochRecord? = nil, test: Measurement? = nil, confusion: ConfusionMatrix? = nil
    ) {
      self.seed = seed
      self.history = history
      self.outcome = outcome
      self.seconds = seconds
      self.final = final
      self.test = test
      self.confusion = confusion
    }

    public var isDiverged: Bool { if case .diverged = outcome { true } else { false } }
  }

  public init(
    dataSet: String, training: Int, validation: Int, test: Int, features: Int, classes: [String],
    plan: TrainingPlan, precision: Precision, parameters: Int, tuning: TrainingTuning,
    seeds: [UInt64], entrants: [Entrant]
  ) {
    self.dataSet = dataSet
    self.training = training
    self.validation = validation
    self.test = test
    self.features = features
    self.classes = classes
    self.plan = plan
    self.precision = precision
    self.parameters = parameters
    self.tuning = tuning
    self.seeds = seeds
    self.entrants = entrants
  }
}

extension SweepReport {
  /// The part that judges the end: the test part, or the validation part where there is none.
  public enum Part: String, Sendable, Hashable { case training, validation, test }

  public var judgingPart: Part {
    test > 0 ? .test : validation > 0 ? .validation : .training
  }

  /// How many runs each entrant has.
  public var repetitions: Int { folds * seeds.count }

  /// The mean of an entrant's final scores and its interval: over seeds, or over folds, each of which
  /// counts with the mean of its seeds; nil if every run diverged or the part was not measured.
  ///
  /// - Parameter metric: an index into the plan's metrics; nil for the loss.
  public func interval(_ entrant: Int, _ metric: Int?, on part: Part) -> ScoreInterval? {
    let means = foldScores(entrant, metric, on: part).compactMap(\.self)
    guard folds > 1 else {
      let scores = scores(entrant, metric, on: part)
      return scores.isEmpty ? nil : ScoreInterval(scores)
    }
    guard !means.isEmpty else { return nil }
    return ScoreInterval(means, overlap: Double(test) / Double(max(training, 1)))
  }

  /// For each fold the mean score of its runs that did not diverge; nil where all did.
  public func foldScores(_ entrant: Int, _ metric: Int?, on part: Part) -> [Double?] {
    (0..<folds).map { fold in
      let scores = entrants[entrant].runs.filter { $0.fold == fold }.compactMap {
        score($0, metric, on: part)
      }
      return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
    }
  }

  /// The final scores of an entrant's runs that did not diverge, fold by fold in the order of the
  /// seeds.
  ///
  /// - Parameter metric: an index into the plan's metrics; nil for the loss.
  public func scores(_ entrant: Int, _ metric: Int?, on part: Part) -> [Double] {
    entrants[entrant].runs.compactMap { score($0, metric, on: part) }
  }

  private func score(_ run: Run, _ metric: Int?, on part: Part) -> Double? {
    guard !run.isDiverged else { return nil }
    let measurement =
      switch part {
      case .training: run.final?.training
      case .validation: run.final?.validation
      case .test: run.test
      }
    return measurement.map { value(of: $0, metric) }
  }

  private func value(of measurement: Measurement, _ metric: Int?) -> Double {
    metric.map { measurement.metrics[$0] } ?? measurement.loss
  }

  /// The entrants from the best mean score on the judging part to the worst; diverged ones last.
  public var ranking: [Int] {
    let metric = plan.metrics.isEmpty ? nil : 0
    let isMerit = metric.map { plan.metrics[$0].isMerit } ?? false
    let keys = entrants.indices.map { entrant -> Double in
      guard let mean = interval(entrant, metric, on: judgingPart)?.mean else { return .infinity }
      return mean.isNaN ? .infinity : (isMerit ? -mean : mean)
    }
    return entrants.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }
}
