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

  public struct Entrant: Sendable {
    public var spec: OptimizerSpec
    public var rate: ChosenRate
    /// In the order of the seeds.
    public var runs: [Run]

    public init(spec: OptimizerSpec, rate: ChosenRate, runs: [Run]) {
      self.spec = spec
      self.rate = rate
      self.runs = runs
    }
  }

  public struct Run: Sendable, Hashable {
    public var seed: UInt64
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

  /// The final scores of an entrant's runs that did not diverge, in the order of the seeds.
  ///
  /// - Parameter metric: an index into the plan's metrics; nil for the loss.
  public func scores(_ entrant: Int, _ metric: Int?, on part: Part) -> [Double] {
    entrants[entrant].runs.compactMap { run in
      guard !run.isDiverged else { return nil }
      let measurement =
        switch part {
        case .training: run.final?.training
        case .validation: run.final?.validation
        case .test: run.test
        }
      return measurement.map { value(of: $0, metric) }
    }
  }

  private func value(of measurement: Measurement, _ metric: Int?) -> Double {
    metric.map { measurement.metrics[$0] } ?? measurement.loss
  }

  /// The entrants from the best mean score on the judging part to the worst; diverged ones last.
  public var ranking: [Int] {
    let metric = plan.metrics.isEmpty ? nil : 0
    let isMerit = metric.map { plan.metrics[$0].isMerit } ?? false
    let keys = entrants.indices.map { entrant -> Double in
      let scores = scores(entrant, metric, on: judgingPart)
      guard !scores.isEmpty else { return .infinity }
      let mean = ScoreInterval(scores).mean
      return mean.isNaN ? .infinity : (isMerit ? -mean : mean)
    }
    return entrants.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }
}
