extension ScheduleDialects {
  /// `keras.optimizers.schedules`, computed in double precision (Keras itself uses its `floatx`).
  static let keras: [Entry] = [
    Entry(
      """
      ExponentialDecay(initial_learning_rate, decay_steps, decay_rate, staircase=False, \
      name="ExponentialDecay")
      """, inert: ["name"]
    ) { (a) throws(SpecError) in
      var rule = ExponentialSchedule()
      rule.steps = try a.positive("decay_steps")
      rule.factor = try a.number("decay_rate")
      rule.staircase = try a.flag("staircase")
      return ScheduleSpec(base: try a.number("initial_learning_rate"), rule)
    },
    Entry(
      """
      InverseTimeDecay(initial_learning_rate, decay_steps, decay_rate, staircase=False, \
      name="InverseTimeDecay")
      """, inert: ["name"]
    ) { (a) throws(SpecError) in
      var rule = InverseTimeSchedule()
      rule.steps = try a.positive("decay_steps")
      rule.factor = try a.number("decay_rate")
      rule.staircase = try a.flag("staircase")
      return ScheduleSpec(base: try a.number("initial_learning_rate"), rule)
    },
    Entry(
      """
      PolynomialDecay(initial_learning_rate, decay_steps, end_learning_rate=0.0001, power=1.0, \
      cycle=False, name="PolynomialDecay")
      """, inert: ["name"]
    ) { (a) throws(SpecError) in
      var rule = PolynomialSchedule()
      rule.steps = try a.positive("decay_steps")
      rule.end = .rate(try a.number("end_learning_rate"))
      rule.power = try a.number("power")
      rule.cycles = try a.flag("cycle")
      return ScheduleSpec(base: try a.number("initial_learning_rate"), rule)
    },
    Entry(
      """
      CosineDecay(initial_learning_rate, decay_steps, alpha=0.0, name="CosineDecay", \
      warmup_target=None, warmup_steps=0)
      """, inert: ["name"]
    ) { (a) throws(SpecError) in
      let first = try a.number("initial_learning_rate")
      var cosine = CosineSchedule()
      cosine.steps = try a.positive("decay_steps")
      cosine.end = .share(try a.number("alpha"))
      let warmUpSteps = try a.whole("warmup_steps")
      guard let target = try a.optionalNumber("warmup_target") else {
        return ScheduleSpec(base: first, cosine)
      }
      guard warmUpSteps > 0 else { return ScheduleSpec(base: target, cosine) }
      return .warmUp(from: first, to: target, over: warmUpSteps, then: cosine)
    },
    Entry(
      """
      CosineDecayRestarts(initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, \
      alpha=0.0, name="SGDRDecay")
      """, inert: ["name"]
    ) { (a) throws(SpecError) in
      var rule = WarmRestartSchedule()
      rule.steps = try a.positive("first_decay_steps")
      rule.growth = try a.number("t_mul")
      rule.amplitude = try a.number("m_mul")
      rule.end = .share(try a.number("alpha"))
      return ScheduleSpec(base: try a.number("initial_learning_rate"), rule)
    },
    Entry("PiecewiseConstantDecay(boundaries, values, name=\"PiecewiseConstant\")", inert: ["name"])
    { (a) throws(SpecError) in
      let boundaries = try a.wholeNumbers("boundaries")
      let values = try a.numbers("values", count: boundaries.count + 1)
      var rule = PiecewiseSchedule()
      rule.boundaries = boundaries.map { $0 + 1 }
      // Shares of the first rate; where that is 0, shares of 1.
      let base = values[0] > 0 ? values[0] : 1
      rule.shares = values.dropFirst().map { $0 / base }
      if values[0] == 0 {
        rule.boundaries.insert(0, at: 0)
        rule.shares.insert(0, at: 0)
      }
      return ScheduleSpec(base: base, rule)
    },
    Entry(
      """
      ReduceLROnPlateau(monitor="val_loss", factor=0.1, patience=10, verbose=0, mode="auto", \
      min_delta=0.0001, cooldown=0, min_lr=0.0)
      """, inert: ["monitor", "verbose"]
    ) { (a) throws(SpecError) in
      _ = try a.text("mode", among: ["auto", "min"])
      var rule = ReduceOnPlateau()
      rule.factor = try a.number("factor")
      rule.patience = try a.whole("patience")
      rule.counting = .at
      rule.countsCooldownEnd = true
      rule.relativeThreshold = 0
      rule.absoluteThreshold = try a.number("min_delta")
      rule.cooldown = try a.whole("cooldown")
      rule.limit = .rate(try a.number("min_lr"))
      return ScheduleSpec(plateau: rule)
    },
  ]
}

extension ScheduleSpec {
  /// A line from one rate to another, and a schedule that starts from there.
  static func warmUp(
    from first: Double, to peak: Double, over steps: Int, then rule: (any ScheduleRule)?
  ) -> ScheduleSpec {
    var warmUp = WarmUpSchedule()
    warmUp.steps = steps
    warmUp.start = .rate(first)
    warmUp.next = [ScheduleSpec(rule)]
    return ScheduleSpec(base: peak, warmUp)
  }
}
