import Testing

@testable import Optimizers

@Suite("Schedule specs") struct ScheduleSpecTests {
  @Test("Every schedule is read back from its own words", arguments: ScheduleCatalog.entries)
  func prototypes(_ entry: ScheduleEntry) throws {
    let spec = try ScheduleSpec(entry.key)
    #expect(spec.base == nil)
    #expect(spec.description == entry.key)
    #expect(type(of: entry.prototype).entry.key == entry.key)
  }

  @Test("Every value of every schedule survives the round trip", arguments: ScheduleCatalog.entries)
  func values(_ entry: ScheduleEntry) throws {
    for hyperparameter in type(of: entry.prototype).hyperparameters {
      let value: HyperparameterValue =
        switch hyperparameter.kind {
        case .number(let range): .number(range.contains(0.375) ? 0.375 : range.lowerBound + 0.5)
        case .whole: .number(7)
        case .flag: .flag(true)
        case .choice(let names): .choice(names[names.count - 1])
        case .numbers: .numbers([1, 2])
        case .level: .level(.rate(0.0625))
        case .schedules: .schedules([ScheduleSpec(CosineSchedule())])
        case .rate, .decay: .number(0)
        }
      let setting = hyperparameter.setting(value, in: entry.prototype)
      let changed = try #require(setting)
      let line = ScheduleSpec(base: 0.5, changed).description
      #expect(line.contains(hyperparameter.name))
      #expect(try ScheduleSpec(line).description == line)
    }
  }

  @Test("An optimizer's learning rate may be a schedule of any dialect")
  func nested() throws {
    let own = try OptimizerSpec("adam(learningRate: cosine(0.1, over: 500))")
    #expect(own.optimizer.learningRate.base == 0.1)
    #expect(own.optimizer.learningRate.rate(at: 250) == 0.05)
    #expect(own.canonical == "adam(learningRate: cosine(0.1, over: 500))")
    let keras = try OptimizerSpec(
      """
      keras.optimizers.Adam(learning_rate=keras.optimizers.schedules.ExponentialDecay(\
      0.5, decay_steps=10, decay_rate=0.25))
      """)
    #expect(keras.statesLearningRate)
    #expect(keras.optimizer.learningRate.rate(at: 20) == 0.5 * 0.0625)
    #expect(try OptimizerSpec(keras.canonical).canonical == keras.canonical)
    let unbased = try OptimizerSpec("adam(learningRate: step(every: 5))")
    #expect(unbased.optimizer.learningRate.rate(at: 5) == 0.001 * 0.1)
  }

  @Test("Setting the base rate keeps the shape")
  func tuning() throws {
    var optimizer = try OptimizerSpec("adam(learningRate: cosine(0.1, over: 500))").optimizer
    optimizer.learningRate.base = 0.5
    #expect(optimizer.learningRate.rate(at: 250) == 0.25)
  }

  @Test(
    "A schedule that cannot be says why",
    arguments: [
      ("cosin(over: 5)", "no schedule is called cosin; did you mean cosine"),
      ("cosine(over: 0)", "it must be a whole number of at least 1"),
      ("cosine(until: 5)", "cosine has no until; it has over, to"),
      ("cosine(-1, over: 5)", "the base rate is -1"),
      ("torch.optim.lr_scheduler.CosineAnnealingLR()", "T_max is missing"),
      ("torch.optim.lr_scheduler.LambdaLR(f)", "torch's LambdaLR is known but not supported"),
      (
        "torch.optim.lr_scheduler.ReduceLROnPlateau(mode='max')",
        "mode is \"max\", but it must be one of \"min\""
      ),
      (
        "torch.optim.lr_scheduler.ChainedScheduler([CosineAnnealingLR(T_max=5, eta_min=0.1)])",
        "multiply the rate by a factor"
      ),
      ("optax.piecewise_constant_schedule(0.1, {0.5: 2})", "a dictionary such as {100: 0.1}"),
      ("sequence(of: [reduceOnPlateau])", "follows the loss, not the step"),
      ("warmUp(then: [cosine, step])", "it must be a schedule such as"),
      ("reduceOnPlateau(by: 2)", "it must be a number from 0 to 1"),
    ])
  func errors(line: String, reason: String) {
    let error = #expect(throws: SpecError.self) { try ScheduleSpec(line) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }
}

@Suite("Schedules") struct ScheduleTests {
  @Test("A warm-up meets the schedule that follows it")
  func warmUp() {
    var rule = WarmUpSchedule()
    rule.steps = 4
    rule.next = [ScheduleSpec(CosineSchedule())]
    #expect((0...4).map { rule.rate(at: $0, base: 1) } == [0, 0.25, 0.5, 0.75, 1])
    #expect(rule.rate(at: 54, base: 1) == 0.5)
    rule.shape = .saturating
    #expect(rule.rate(at: 0, base: 1) < rule.rate(at: 1, base: 1))
  }

  @Test("Noam's schedule peaks at the end of its warm-up")
  func noam() {
    let rule = InverseRootSchedule().with { $0.warmUp = 25 }
    let rates = (0..<100).map { rule.rate(at: $0, base: 2) }
    #expect(rates.max() == rates[24] && abs(rates[24] - 2) < 1e-15)
    #expect(abs(rates[99] - 1) < 1e-15)
    let paper = InverseRootSchedule().with {
      $0.warmUp = 4000
      $0.width = 512
    }
    #expect(abs(paper.rate(at: 3999, base: 1) - 0.000_698_77) < 1e-7)
  }

  @Test("A range test reaches its end in equal factors")
  func rangeTest() {
    let rule = RangeTestSchedule().with {
      $0.steps = 6
      $0.end = .rate(1)
    }
    let rates = (0...6).map { rule.rate(at: $0, base: 1e-6) }
    for pair in zip(rates, rates.dropFirst()) { #expect(abs(pair.1 / pair.0 - 10) < 1e-12) }
  }

  @Test("REX ends where it should and is above the line before")
  func rex() {
    let rule = RexSchedule()
    #expect(rule.rate(at: 0, base: 1) == 1 && rule.rate(at: 100, base: 1) == 0)
    #expect(rule.rate(at: 50, base: 1) == 0.5 / 0.75)
  }

  @Test("A schedule has a rate at every step, however far", arguments: ScheduleCatalog.entries)
  func finite(_ entry: ScheduleEntry) {
    for step in [0, 1, 99, 100, 101, 12_345, 10_000_000] {
      let rate = entry.prototype.rate(at: step, base: 0.1)
      #expect(rate.isFinite && rate >= 0)
    }
  }
}
