import DataSets
import FoundationEssentials
import Networks
import Optimizers

extension SweepReport {
  /// What was run, the final scores with their intervals, and every record, for programs.
  /// - Parameter withSeconds: adds the time, which no two runs share.
  public func json(withSeconds: Bool = false) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    guard let data = try? encoder.encode(Document(self, withSeconds: withSeconds)) else {
      preconditionFailure("a report holds nothing that JSON cannot")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    var dataSet: String
    var examples: [String: Int]
    var features: Int
    var classes: [String]
    var architecture: Architecture
    var parameters: Int
    var loss: String
    var batchSize: Int
    var epochs: Int
    /// What else was asked for; null where it was not.
    var schedule: String?
    var groups: [LayerGroup]?
    var decaysWeightsOnly: Bool?
    var clipNorm: Double?
    var classWeights: [Double]?
    var labelSmoothing: Double?
    var augmentation: Augmentation?
    var earlyStopping: EarlyStopping?
    var reduceOnPlateau: ReduceOnPlateau?
    var averaging: WeightAveraging?
    var precision: Precision
    var metrics: [String]
    var seeds: [UInt64]
    var folds: Int?
    /// What the intervals are over.
    var interval: String
    var optimizers: [EntrantRecord]

    init(_ report: SweepReport, withSeconds: Bool) {
      dataSet = report.dataSet
      examples = [
        "training": report.training, "validation": report.validation, "test": report.test,
      ]
      features = report.features
      classes = report.classes
      architecture = report.plan.architecture
      parameters = report.parameters
      loss = report.plan.loss.name
      batchSize = report.plan.batchSize
      epochs = report.plan.epochs
      let plan = report.plan
      schedule = plan.schedule
      groups = plan.groups
      decaysWeightsOnly = plan.decaysWeightsOnly ? true : nil
      clipNorm = plan.clipNorm
      classWeights = plan.classWeights.isEmpty ? nil : plan.classWeights
      labelSmoothing = plan.labelSmoothing > 0 ? plan.labelSmoothing : nil
      augmentation = plan.augmentation.isIdentity ? nil : plan.augmentation
      earlyStopping = plan.earlyStopping
      reduceOnPlateau = plan.plateau
      averaging = plan.averaging
      precision = report.precision
      metrics = report.plan.metrics.map(\.name)
      seeds = report.seeds
      folds = report.folds > 1 ? report.folds : nil
      interval =
        report.folds > 1
        ? "95 % over folds, Student's as Nadeau and Bengio correct it"
        : "95 % over seeds, Student's"
      optimizers = report.entrants.indices.map {
        EntrantRecord(report, $0, withSeconds: withSeconds)
      }
    }
  }

  private struct EntrantRecord: Encodable {
    var line: String
    var name: String
    var learningRate: Double
    var learningRateOrigin: ChosenRate.Origin
    var trials: [RateTrial]
    var foldRates: [ChosenRate]?
    var scores: [Score]
    var runs: [RunRecord]

    init(_ report: SweepReport, _ index: Int, withSeconds: Bool) {
      let entrant = report.entrants[index]
      line = entrant.spec.line
      name = entrant.spec.label
      learningRate = entrant.rate.rate
      learningRateOrigin = entrant.rate.origin
      trials = entrant.foldRates.isEmpty ? entrant.rate.trials : []
      foldRates = entrant.foldRates.isEmpty ? nil : entrant.foldRates
      scores = [Part.training, .validation, .test].flatMap { part -> [Score] in
        ([nil] + report.plan.metrics.indices.map { $0 }).compactMap { (metric: Int?) -> Score? in
          guard let interval = report.interval(index, metric, on: part) else { return nil }
          return Score(
            part: part.rawValue, metric: metric.map { report.plan.metrics[$0].name } ?? "loss",
            mean: interval.mean, halfWidth95: interval.count > 1 ? interval.halfWidth : nil,
            count: interval.count,
            folds: report.folds > 1 ? report.foldScores(index, metric, on: part) : nil)
        }
      }
      runs = entrant.runs.map { run in
        var record = RunRecord(run, withSeconds: withSeconds)
        if report.folds > 1 { record.fold = run.fold + 1 }
        return record
      }
    }
  }

  private struct Score: Encodable {
    var part: String
    var metric: String
    var mean: Double
    /// Of the interval that holds the true mean in 95 of 100 cases.
    var halfWidth95: Double?
    var count: Int
    /// The mean over seeds in each fold; null where all diverged.
    var folds: [Double?]?
  }

  private struct RunRecord: Encodable {
    var seed: UInt64
    var fold: Int?
    var outcome: String
    var bestEpoch: Int?
    var divergedAtUpdate: Int?
    var final: EpochRecord?
    var test: Measurement?
    var confusion: ConfusionMatrix?
    var epochs: [EpochRecord]
    var seconds: [Double]?
    var diagnostics: RunDiagnostics?

    init(_ run: Run, withSeconds: Bool) {
      seed = run.seed
      switch run.outcome {
      case .finished: outcome = "finished"
      case .stoppedEarly(let best): (outcome, bestEpoch) = ("stopped early", best)
      case .diverged(let update): (outcome, divergedAtUpdate) = ("diverged", update)
      }
      final = run.final
      test = run.test
      confusion = run.confusion
      epochs = run.history.epochs
      seconds = withSeconds ? run.seconds : nil
      diagnostics = run.diagnostics
    }
  }
}
