import OutputFiles
import Synchronization

/// Hands the runs of a sweep to threads, an epoch at a time.
///
/// While runs wait for each thread, a thread takes one from its beginning to its end. The last ones
/// take turns, the one with most epochs left first: they end together, and three runs on two threads
/// take the time of one and a half. At most twice as many runs as threads are under way.
final class RunQueue<Number: TrainingNumber>: Sendable {
  /// The run that a thread takes for an epoch; nil where it has not begun.
  struct Turn {
    var index: Int
    var run: RunInProgress<Number>?
  }

  private struct State {
    var unstarted: Range<Int>
    var paused: [RunInProgress<Number>] = []
  }

  private let state: Mutex<State>
  private let epochs: Int
  private let threads: Int

  init(count: Int, epochs: Int, threads: Int) {
    state = Mutex(State(unstarted: 0..<count))
    self.epochs = epochs
    self.threads = threads
  }

  /// What a thread does after an epoch of `current`, or after the end of a run; nil if the other
  /// threads have all that is left.
  func next(after current: RunInProgress<Number>?) -> Turn? {
    state.withLock { state in
      let own = current.map { Turn(index: $0.index, run: $0) }
      if state.unstarted.count >= threads { return own ?? begin(&state) }
      let waiting = state.paused.indices.max {
        state.paused[$0].epochsLeft < state.paused[$1].epochsLeft
      }
      let mostLeft =
        state.unstarted.isEmpty ? waiting.map { state.paused[$0].epochsLeft } : epochs
      // A run that changes its thread has its numbers in the wrong cache: not for every epoch.
      if let current, current.epochsLeft + epochs / 50 >= mostLeft ?? 0 { return own }
      if let current { state.paused.append(current) }
      if !state.unstarted.isEmpty { return begin(&state) }
      return waiting.map {
        let run = state.paused.remove(at: $0)
        return Turn(index: run.index, run: run)
      }
    }
  }

  private func begin(_ state: inout State) -> Turn {
    let index = state.unstarted.lowerBound
    state.unstarted = index + 1..<state.unstarted.upperBound
    return Turn(index: index)
  }
}

/// A run that may go from thread to thread between two epochs; one has it at a time, which the
/// queue's lock sees to.
final class RunInProgress<Number: TrainingNumber>: @unchecked Sendable {
  /// Which of the queue's runs it is.
  let index: Int
  private(set) var run: TrainingRun<Number>
  private var clock: RunClock
  private var storage: RunStorage?

  init(_ run: TrainingRun<Number>, _ index: Int, storage: RunStorage? = nil) {
    self.run = run
    self.index = index
    self.storage = storage
    clock = RunClock(before: run.seconds.last ?? 0)
  }

  var epochsLeft: Int { run.plan.epochs - run.position.epoch }
  var hasEnded: Bool { run.outcome != nil }

  /// - Throws: `OutputFileError` if the run is to be stored and cannot be.
  func trainEpoch(report: ((TrainingProgress) -> Void)?) throws(OutputFileError) {
    try run.runEpoch(timedBy: &clock, in: &storage, report: report)
  }
}

extension TrainingRun {
  /// Trains to the end of the epoch under way, and stores the run when that is due.
  fileprivate mutating func runEpoch(
    timedBy clock: inout RunClock, in storage: inout RunStorage?,
    report: ((TrainingProgress) -> Void)?
  ) throws(OutputFileError) {
    clock.resume()
    defer { clock.pause() }
    let epoch = position.epoch
    while position.epoch == epoch, let progress = step() {
      clock.mark(&seconds, records: history.epochs.count)
      report?(progress)
      try storage?.store(self)
    }
  }
}
