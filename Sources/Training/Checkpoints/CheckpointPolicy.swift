public import OutputFiles

/// Where a run is stored while it goes on, and how often.
public struct CheckpointPolicy: Sendable, Hashable {
  public var path: String
  /// Every so many updates, and at the end of the run.
  public var interval: Int

  public init(path: String, interval: Int) {
    precondition(interval > 0)
    self.path = path
    self.interval = interval
  }
}

extension TrainingRun {
  /// Trains to the end, storing the run as `policy` says; a run that had ended is stored, too.
  /// - Throws: `OutputFileError` if a checkpoint cannot be written.
  public mutating func run(
    storing policy: CheckpointPolicy, report: (TrainingProgress) -> Void = { _ in }
  ) throws(OutputFileError) {
    let clock = RunClock(before: seconds.last ?? 0)
    while let progress = step() {
      clock.mark(&seconds, records: history.epochs.count)
      report(progress)
      if outcome != nil || updates % policy.interval == 0 { try save(to: policy.path) }
    }
  }
}
