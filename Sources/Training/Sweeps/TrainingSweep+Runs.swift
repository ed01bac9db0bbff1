import OutputFiles
import ReproducibleMath
import Synchronization

extension TrainingSweep {
  /// The runs that `jobs` describe, in that order, however many threads there are.
  func run(
    _ jobs: [Job], isTuning: Bool, _ counter: Counter, _ report: (@Sendable (Report) -> Void)?
  ) throws -> [FinishedRun<Number>] {
    let queue = RunQueue<Number>(count: jobs.count, epochs: plan.epochs, threads: threads)
    typealias Outcome = Result<FinishedRun<Number>, any Error>
    let results = Mutex([Outcome?](repeating: nil, count: jobs.count))
    let threads = min(threads, jobs.count)
    Parallel.perform(threads: threads) {
      let folds = threads > 1 ? folds.map(\.forOneThread) : folds
      var current: RunInProgress<Number>?
      while let turn = queue.next(after: current) {
        let index = turn.index
        do {
          let run =
            try turn.run ?? begin(jobs[index], index, on: folds, isTuning: isTuning, counter)
          try run.trainEpoch(report: report.map { tell($0, of: jobs[index], isTuning, counter) })
          current = run.hasEnded ? nil : run
          guard run.hasEnded else { continue }
          let finished = FinishedRun(run.run, fold: jobs[index].fold)
          results.withLock { $0[index] = .success(finished) }
        } catch {
          current = nil
          results.withLock { $0[index] = .failure(error) }
        }
      }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }

  /// A run at its beginning, or as it was stored last.
  private func begin(
    _ job: Job, _ index: Int, on folds: [TrainingData<Number>], isTuning: Bool,
    _ counter: Counter
  ) throws -> RunInProgress<Number> {
    let data = folds[job.fold]
    guard let storage else {
      return RunInProgress(try TrainingRun(job.plan, on: data, from: initialParameters), index)
    }
    let name = job.name(isTuning: isTuning, folds: folds.count)
    let run = try storage.run(job.plan, named: name, on: data, from: initialParameters)
    counter.skip(run.updates)
    return RunInProgress(
      run, index, storage: RunStorage(path: storage.path(of: name), seconds: storage.seconds))
  }

  private func tell(
    _ report: @escaping @Sendable (Report) -> Void, of job: Job, _ isTuning: Bool,
    _ counter: Counter
  ) -> (TrainingProgress) -> Void {
    { progress in
      report(
        Report(
          finished: counter.next(), total: counter.total, entrant: job.entrant, seed: job.plan.seed,
          isTuning: isTuning, progress: progress))
    }
  }

  /// Counts batches across threads.
  final class Counter: Sendable {
    let total: Int
    private let count = Atomic(0)

    init(total: Int) { self.total = total }

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }

    /// Batches that a stored run had finished.
    func skip(_ batches: Int) { count.add(batches, ordering: .relaxed) }
  }
}
