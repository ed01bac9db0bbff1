import DataSets
import Testing

@testable import Training

/// Two threads that take an epoch each in the same time: their turns, one by one.
@Suite struct RunQueueTests {
  private struct Turns {
    /// Epochs that both threads had time for.
    var count = 0
    /// The most runs that had begun and not ended, while others waited for both threads, and at all.
    var mostUnderWayEarly = 0
    var mostUnderWay = 0
    var changes = 0
    var ended: [Int] = []
  }

  private func turns(runs: Int, epochs: Int) throws -> Turns {
    let data = try Examples.load("iris", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [2], optimizer: "sgd")
    plan.epochs = epochs
    plan.batchSize = data.split.training.count
    let queue = RunQueue<Double>(count: runs, epochs: epochs, threads: 2)
    var current: [RunInProgress<Double>?] = [nil, nil]
    var turns = Turns(), begun = 0
    while turns.ended.count < runs {
      turns.count += 1
      for thread in 0..<2 {
        guard let turn = queue.next(after: current[thread]) else {
          current[thread] = nil
          continue
        }
        if turn.run == nil { begun += 1 }
        if let last = current[thread], last.index != turn.index { turns.changes += 1 }
        let run = try turn.run ?? RunInProgress(TrainingRun(plan, on: data), turn.index)
        turns.mostUnderWay = max(turns.mostUnderWay, begun - turns.ended.count)
        if runs - begun >= 2 {
          turns.mostUnderWayEarly = max(turns.mostUnderWayEarly, begun - turns.ended.count)
        }
        try run.trainEpoch(report: nil)
        if run.hasEnded { turns.ended.append(run.index) }
        current[thread] = run.hasEnded ? nil : run
      }
    }
    return turns
  }

  @Test("Three runs on two threads take the time of one and a half", arguments: [10, 100])
  func sharesTheLastRuns(epochs: Int) throws {
    let turns = try turns(runs: 3, epochs: epochs)
    #expect(turns.ended.sorted() == [0, 1, 2])
    #expect(turns.count <= epochs * 3 / 2 + epochs / 10)
    // Not after every epoch, where there are many.
    #expect(turns.changes <= 5 + epochs / 2)
  }

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
