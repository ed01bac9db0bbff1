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
    var precision: Precision
    var metrics: [String]
    var seeds: [UInt64]
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
      precision = report.precision
      metrics = report.plan.metrics.map(\.name)
      seeds = report.seeds
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
    var scores: [Score]
    var runs: [RunRecord]

    init(_ report: SweepReport, _ index: Int, withSeconds: Bool) {
      let entrant = report.entrants[index]
      line = entrant.spec.line
      name = entrant.spec.label
      learningRate = entrant.rate.rate
      learningRateOrigin = entrant.rate.origin
      trials = entrant.rate.trials
      scores = [Part.training, .validation, .test].flatMap { part -> [Score] in
        ([nil] + report.plan.metrics.indices.map { $0 }).compactMap { (metric: Int?) -> Score? in
          let scores = report.scores(index, metric, on: part)
          guard !scores.isEmpty else { return nil }
          let interval = ScoreInterval(scores)
          return Score(
            part: part.rawValue, metric: metric.map { report.plan.metrics[$0].name } ?? "loss",
            mean: interval.mean, halfWidth95: scores.count > 1 ? interval.halfWidth : nil,
            count: scores.count)
        }
      }
      runs = entrant.runs.map { RunRecord($0, withSeconds: withSeconds) }
    }
  }

  private struct Score: Encodable {
    var part: String
    var metric: String
    var mean: Double
    /// Of the interval that holds the true mean in 95 of 100 cases.
    var halfWidth95: Double?
    var count: Int
  }

  private struct RunRecord: Encodable {
    var seed: UInt64
    var outcome: String
    var bestEpoch: Int?
    var divergedAtUpdate: Int?
    var final: EpochRecord?
    var test: Measurement?
    var confusion: ConfusionMatrix?
    var epochs: [EpochRecord]
    var seconds: [Double]?

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
    }
  }
}
