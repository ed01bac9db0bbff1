import LossSurfaces
import Optimizers
import Testing
import Trajectories

@Suite struct ScheduledRaceTests {
  private func race(_ lines: [String], schedule: String, steps: Int = 50) throws -> Race {
    let surface = try LossSurface(formula: "x^2 + 2 y^2", domain: [("x", -3...3), ("y", -3...3)])
    var race = Race(
      surface: surface, start: [2, 1], steps: steps,
      entrants: try lines.map { try OptimizerSpec($0) })
    race.tuning = .defaults
    try race.schedule(by: ScheduleSpec(schedule, horizon: steps))
    return race
  }

  @Test("A schedule shapes every rate, and is as long as the race where it does not say")
  func shape() throws {
    let result = try race(["sgd(0.1)", "adam(0.4)"], schedule: "linear(to: 0)").run()
    for (run, base) in zip(result.runs, [0.1, 0.4]) {
      let rates = run.trajectory.records.map(\.learningRate)
      #expect(rates[0] == base)
      #expect(abs(rates[25] - base / 2) < 1e-15)
      #expect(rates[50] == 0)
    }
    #expect(result.json.contains("\"schedule\":\"linear("))
    #expect(result.json.contains("learningRates"))
  }

  @Test("A line's own schedule is kept, and a schedule's own rate counts as stated")
  func stated() throws {
    let own = try race(["sgd(cosine(0.1, over: 10))", "sgd"], schedule: "constant(0.3)").entrants
    #expect(own[0].optimizer.learningRate.rate(at: 10) == 0)
    #expect(own[1].optimizer.learningRate.rate(at: 10) == 0.3)
    #expect(own[1].statesLearningRate)
    #expect(!(try race(["sgd"], schedule: "cosine").entrants[0].statesLearningRate))
  }

  @Test(
    "Every library's words are read",
    arguments: [
      "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=50)",
      "keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5)",
      "optax.linear_schedule(0.1, 0.0, 50)", "step(every: 10, by: 0.5)",
      "torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=3)",
      "keras.callbacks.ReduceLROnPlateau(patience=3)", "rangeTest(1e-4, to: rate(1))", "oneCycle",
    ])
  func words(_ line: String) throws {
    let result = try race(["momentum(0.1)"], schedule: line).run()
    let rates = Set(result.runs[0].trajectory.records.map(\.learningRate))
    #expect(rates.count > 1 || line.contains("lateau"))
  }

  @Test("The rate falls where the loss stands still, and the row says so")
  func plateau() throws {
    // A rate at which the loss grows.
    let result = try race(["sgd(1.2)"], schedule: "reduceOnPlateau(patience: 3)", steps: 20).run()
    let rates = result.runs[0].trajectory.records.map(\.learningRate)
    #expect(rates[4] == 1.2)
    #expect(rates[5] < 0.13)
    #expect(result.runs[0].outcome == .finished)
  }

  @Test("A rule that searches cannot follow the loss, and says so")
  func searching() throws {
    #expect {
      try race(["lbfgs"], schedule: "reduceOnPlateau")
    } throws: {
      "\($0)".contains("lbfgs")
    }
  }
}
