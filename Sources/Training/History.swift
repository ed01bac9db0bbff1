public import Networks

/// What a run showed, epoch by epoch; nothing in it depends on the machine's speed.
public struct History: Sendable, Hashable, Codable {
  /// The names of the metrics in each record.
  public var metrics: [Metric]
  public var epochs: [EpochRecord] = []
  /// The loss of every batch, before its update.
  public var batchLosses: [Double] = []

  public init(metrics: [Metric]) { self.metrics = metrics }
}

/// The state of things after an epoch, or, for epoch 0, before the first.
public struct EpochRecord: Sendable, Hashable, Codable {
  public var epoch: Int
  public var updates: Int
  /// Gradients computed so far.
  public var evaluations: Int
  /// Of the next update, unless a plateau lowers it first.
  public var learningRate: Double
  /// Of the plan's groups that have a rate of their own, in their order; nil without such.
  public var groupRates: [Double]?
  /// The mean of the epoch's batches, as they were trained on.
  public var batchLoss: Double?
  public var training: Measurement?
  public var validation: Measurement?
}

/// Loss and metrics of one part of the data, in use.
public struct Measurement: Sendable, Hashable, Codable {
  public var loss: Double
  /// In the order of the plan's metrics.
  public var metrics: [Double]
}

/// How a run came to its end.
public enum TrainingOutcome: Sendable, Hashable, Codable {
  case finished
  /// Nothing had become better for the epochs of patience; the best epoch.
  case stoppedEarly(bestEpoch: Int)
  /// The loss of this update, counted from 1, was no longer finite.
  case diverged(update: Int)
}
