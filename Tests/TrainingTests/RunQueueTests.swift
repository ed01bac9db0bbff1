import DataSets
import Testing

@testable import Training

/// Threads that take an epoch each in the same time: their turns, one by one.
@Suite struct RunQueueTests {
  private struct Turns {
    /// Epochs that each thread had time for.
    var count = 0
    /// The most runs that had begun and not ended, while others waited for all threads, and at all.
    var mostUnderWayEarly = 0
    var mostUnderWay = 0
    var changes = 0
    var ended: [Int] = []
  }

  private func turns(runs: Int, epochs: Int, threads: Int = 2) throws -> Turns {
    let data = try Examples.load("iris", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [2], optimizer: "sgd")
    plan.epochs = epochs
    plan.batchSize = data.split.training.count
    let queue = RunQueue<Double>(count: runs, epochs: epochs, threads: threads)
    var current = [RunInProgress<Double>?](repeating: nil, count: threads)
    var turns = Turns(), begun = 0
    while turns.ended.count < runs {
      turns.count += 1
      for thread in 0..<threads {
        guard let turn = queue.next(after: current[thread]) else {
          current[thread] = nil
          continue
        }
        if turn.run == nil { begun += 1 }
        if let last = current[thread], last.index != turn.index { turns.changes += 1 }
        let run = try turn.run ?? RunInProgress(TrainingRun(plan, on: data), turn.index)
        turns.mostUnderWay = max(turns.mostUnderWay, begun - turns.ended.count)
        if runs - begun >= threads {
          turns.mostUnderWayEarly = max(turns.mostUnderWayEarly, begun - turns.ended.count)
        }
        try run.trainEpoch(report: nil)
        if run.hasEnded { turns.ended.append(run.index) }
        current[thread] = run.hasEnded ? nil : run
      }
    }
    return turns
  }

  @Test(
    "The last runs end together: three on two threads take the time of one and a half",
    arguments: [(3, 2), (5, 3), (11, 6), (11, 8)], [10, 100])
  func sharesTheLastRuns(sizes: (runs: Int, threads: Int), epochs: Int) throws {
    let turns = try turns(runs: sizes.runs, epochs: epochs, threads: sizes.threads)
    #expect(turns.ended.sorted() == Array(0..<sizes.runs))
    let least = Double(sizes.runs * epochs) / Double(sizes.threads)
    #expect(Double(turns.count) <= least * 1.03 + 1)
    #expect(turns.mostUnderWay < 2 * sizes.threads)
  }

  @Test("Runs do not change their threads after every epoch, where there are many")
  func changesSeldom() throws { #expect(try turns(runs: 3, epochs: 100).changes < 50) }

  @Test("While runs wait for both threads, each thread keeps the one that it has")
  func keepsRuns() throws {
    let turns = try turns(runs: 9, epochs: 10)
    #expect(turns.mostUnderWayEarly == 2)
    #expect(turns.mostUnderWay == 3)
    #expect(turns.ended.sorted() == Array(0..<9))
    #expect(turns.count <= 46)
  }

  @Test("Runs of no epochs end, and no run leaves the threads nothing to do", arguments: [0, 2])
  func endsAtOnce(runs: Int) throws {
    #expect(try turns(runs: runs, epochs: 0).ended == Array(0..<runs))
  }
}
