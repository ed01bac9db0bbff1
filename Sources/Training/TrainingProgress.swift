/// What a batch has brought.
public struct TrainingProgress: Sendable, Hashable {
  /// Finished epochs, and finished batches of the one under way.
  public var epoch: Int
  public var batch: Int
  public var batches: Int
  public var updates: Int
  public var loss: Double
  /// After the last batch of an epoch.
  public var record: EpochRecord?
}
