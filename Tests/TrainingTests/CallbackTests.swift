import Testing

@testable import Training

@Suite struct CallbackTests {
  private func record(_ epoch: Int, _ loss: Double) -> EpochRecord {
    EpochRecord(
      epoch: epoch, updates: epoch, evaluations: epoch, learningRate: 1, batchLoss: loss,
      training: nil, validation: Measurement(loss: loss, metrics: [-loss]))
  }

  @Test("Early stopping waits for its patience and names the best epoch")
  func earlyStopping() {
    var rule = EarlyStopping()
    rule.patience = 2
    var state = EarlyStopping.State()
    let results = [3.0, 2, 2.5, 1.5, 1.6, .nan].enumerated().map {
      rule.observe($1, epoch: $0 + 1, &state)
    }
    #expect(results.map(\.isBest) == [true, true, false, true, false, false])
    #expect(results.map(\.stops) == [false, false, false, false, false, true])
    #expect(state.bestEpoch == 4)
  }

  @Test("A change that is too small counts as none, and a metric has to rise")
  func minimumChange() {
    var rule = EarlyStopping()
    rule.minimumChange = 0.1
    rule.watches = .metric
    var state = EarlyStopping.State()
    let results = [0.5, 0.55, 0.7, 0.65].map { rule.observe($0, epoch: 1, &state).isBest }
    #expect(results == [true, false, true, false])
  }

  @Test("A plateau lowers the rate, rests, and stops at the lowest")
  func plateau() {
    var rule = ReduceOnPlateau()
    rule.patience = 2
    rule.factor = 0.5
    rule.cooldown = 2
    rule.minimumRate = 0.3
    var state = ReduceOnPlateau.State()
    let factors = [1.0, 1, 1, 1, 1, 1, 1, 1, 1].map { value in
      rule.observe(value, base: 1, &state)
      return state.factor
    }
    #expect(factors == [1, 1, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3, 0.3])
  }

  @Test("Means of parameters are what they say")
  func averaging() {
    var mean: [Double] = []
    var count = 0
    for value in [1.0, 2, 4] {
      [value].withUnsafeBufferPointer {
        WeightAveraging.exponential(decay: 0.5).update(&mean, count: &count, with: $0, epoch: 1)
      }
    }
    #expect(mean == [2.75] && count == 3)
    mean = []
    count = 0
    for (epoch, value) in [(1, 100.0), (2, 1), (2, 2), (3, 6)] {
      [value].withUnsafeBufferPointer {
        WeightAveraging.uniform(fromEpoch: 2).update(
          &mean, count: &count, with: $0, epoch: epoch)
      }
    }
    #expect(abs(mean[0] - 3) < 1e-15 && count == 3)
  }

  @Test("A run that stops early leaves the parameters of its best epoch")
  func restoring() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8], optimizer: "sgd(learningRate: 3)")
    plan.earlyStopping = EarlyStopping()
    plan.earlyStopping?.patience = 3
    plan.epochs = 100
    plan.keepsPath = true
    var run = try TrainingRun(plan, on: data)
    run.run()
    guard case .stoppedEarly(let best) = run.outcome else {
      Issue.record("the run ended with \(String(describing: run.outcome))")
      return
    }
    let finished = FinishedRun(run)
    #expect(finished.path[best] == run.parameters)
    #expect(finished.finalRecord?.epoch == best)
    #expect(
      finished.finalRecord?.validation?.loss
        == run.history.epochs.dropFirst().compactMap(\.validation?.loss).min())
  }

  @Test("Clipping shortens a gradient to the limit and no further")
  func clipping() {
    var gradient = [3.0, 4]
    clip(&gradient, toNorm: 10)
    #expect(gradient == [3, 4])
    clip(&gradient, toNorm: 1)
    #expect(abs(gradient[0] - 0.6) < 1e-6 && abs(gradient[1] - 0.8) < 1e-6)
  }

  private func clip(_ gradient: inout [Double], toNorm limit: Double) {
    var span = gradient.mutableSpan
    GradientClip.clip(&span, toNorm: limit)
  }
}
