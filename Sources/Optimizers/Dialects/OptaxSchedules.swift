extension ScheduleDialects {
  private static let own = "optax."

  /// `optax.schedules`, which take every rate as a number of its own.
  static let optax: [Entry] = [
    Entry("constant_schedule(value)") { (a) throws(SpecError) in
      ScheduleSpec(base: try a.number("value"))
    },
    Entry("linear_schedule(init_value, end_value, transition_steps, transition_begin=0)") {
      (a) throws(SpecError) in
      let (first, last) = (try a.number("init_value"), try a.number("end_value"))
      var rule = LinearSchedule()
      rule.steps = try a.positive("transition_steps")
      rule.delay = max(try a.whole("transition_begin"), 0)
      // The base rate is the larger end, which is what a tuner should scale.
      (rule.start, rule.end) =
        first >= last ? (.share(1), .rate(last)) : (.rate(first), .share(1))
      return ScheduleSpec(base: max(first, last), rule)
    },
    Entry("warmup_constant_schedule(init_value, peak_value, warmup_steps)") {
      (a) throws(SpecError) in
      .warmUp(
        from: try a.number("init_value"), to: try a.number("peak_value"),
        over: try a.positive("warmup_steps"), then: nil)
    },
    Entry(
      "polynomial_schedule(init_value, end_value, power, transition_steps, transition_begin=0)"
    ) { (a) throws(SpecError) in
      var rule = PolynomialSchedule()
      rule.steps = try a.positive("transition_steps")
      rule.delay = max(try a.whole("transition_begin"), 0)
      rule.power = try a.number("power")
      rule.end = .rate(try a.number("end_value"))
      return ScheduleSpec(base: try a.number("init_value"), rule)
    },
    Entry("piecewise_constant_schedule(init_value, boundaries_and_scales=None)") {
      (a) throws(SpecError) in
      let pairs = try a.wholePairs("boundaries_and_scales")
      var rule = PiecewiseSchedule()
      rule.boundaries = pairs.map(\.0)
      var product = 1.0
      rule.shares = pairs.map { pair in
        product *= pair.1
        return product
      }
      return ScheduleSpec(base: try a.number("init_value"), pairs.isEmpty ? nil : rule)
    },
    Entry(
      """
      exponential_decay(init_value, transition_steps, decay_rate, transition_begin=0, \
      staircase=False, end_value=None)
      """
    ) { (a) throws(SpecError) in
      ScheduleSpec(base: try a.number("init_value"), try exponential(&a))
    },
    Entry("cosine_decay_schedule(init_value, decay_steps, alpha=0.0, exponent=1.0)") {
      (a) throws(SpecError) in
      var rule = CosineSchedule()
      rule.steps = try a.positive("decay_steps")
      rule.end = .share(try a.number("alpha"))
      rule.exponent = try a.number("exponent")
      return ScheduleSpec(base: try a.number("init_value"), rule)
    },
    Entry(
      """
      warmup_cosine_decay_schedule(init_value, peak_value, warmup_steps, decay_steps, \
      end_value=0.0, exponent=1.0)
      """
    ) { (a) throws(SpecError) in
      let peak = try a.number("peak_value")
      let warmUpSteps = try a.positive("warmup_steps")
      var rule = CosineSchedule()
      rule.steps = try a.positive("decay_steps") - warmUpSteps
      guard rule.steps > 0 else { throw a.wrong("decay_steps", "above warmup_steps") }
      let last = try a.number("end_value")
      rule.end = .share(peak == 0 ? 0 : last / peak)
      rule.exponent = try a.number("exponent")
      return .warmUp(from: try a.number("init_value"), to: peak, over: warmUpSteps, then: rule)
    },
    Entry(
      """
      warmup_exponential_decay_schedule(init_value, peak_value, warmup_steps, transition_steps, \
      decay_rate, transition_begin=0, staircase=False, end_value=None)
      """
    ) { (a) throws(SpecError) in
      .warmUp(
        from: try a.number("init_value"), to: try a.number("peak_value"),
        over: try a.positive("warmup_steps"), then: try exponential(&a))
    },
    Entry(
      """
      cosine_onecycle_schedule(transition_steps, peak_value, pct_start=0.3, div_factor=25.0, \
      final_div_factor=10000.0)
      """
    ) { (a) throws(SpecError) in try oneCycle(&a) },
    Entry(
      """
      linear_onecycle_schedule(transition_steps, peak_value, pct_start=0.3, pct_final=0.85, \
      div_factor=25.0, final_div_factor=10000.0)
      """
    ) { (a) throws(SpecError) in
      let share = try a.number("pct_final")
      let spec = try oneCycle(&a)
      guard var rule = spec.rule as? OneCycleSchedule else { return spec }
      rule.shape = .linear
      rule.back = (share * Double(rule.steps)).rounded(.towardZero) / Double(rule.steps)
      return ScheduleSpec(base: spec.base, rule)
    },
    Entry("join_schedules(schedules, boundaries)") { (a) throws(SpecError) in
      var rule = SequenceSchedule()
      rule.parts = try a.schedules("schedules", prefix: own)
      rule.milestones = try a.wholeNumbers("boundaries")
      guard rule.milestones.count == rule.parts.count - 1 else {
        throw a.wrong("boundaries", "a list of one boundary less than there are schedules")
      }
      return ScheduleSpec(base: rule.parts.compactMap(\.base).max(), rule)
    },
    Entry(
      """
      reduce_on_plateau(factor=0.1, patience=10, rtol=0.0001, atol=0.0, cooldown=0, \
      accumulation_size=1, min_scale=0.0)
      """
    ) { (a) throws(SpecError) in
      var rule = ReduceOnPlateau()
      rule.factor = try a.number("factor")
      rule.patience = try a.whole("patience")
      rule.counting = .at
      rule.relativeThreshold = try a.number("rtol")
      rule.absoluteThreshold = try a.number("atol")
      rule.cooldown = try a.whole("cooldown")
      rule.averaging = try a.positive("accumulation_size")
      rule.limit = .share(try a.number("min_scale"))
      rule.immediate = true
      return ScheduleSpec(plateau: rule)
    },
  ]

  private static func exponential(
    _ a: inout BoundArguments
  ) throws(SpecError) -> ExponentialSchedule {
    var rule = ExponentialSchedule()
    rule.steps = try a.positive("transition_steps")
    rule.factor = try a.number("decay_rate")
    rule.delay = max(try a.whole("transition_begin"), 0)
    rule.staircase = try a.flag("staircase")
    if let limit = try a.optionalNumber("end_value") { rule.limit = .rate(limit) }
    // optax takes a decay by 0 for no decay.
    if rule.factor == 0 { rule.factor = 1 }
    return rule
  }

  private static func oneCycle(_ a: inout BoundArguments) throws(SpecError) -> ScheduleSpec {
    var rule = OneCycleSchedule()
    rule.steps = try a.positive("transition_steps")
    let length = Double(rule.steps)
    rule.peak = (try a.number("pct_start") * length).rounded(.towardZero) / length
    rule.startDivisor = try a.number("div_factor")
    rule.endDivisor = try a.number("final_div_factor")
    return ScheduleSpec(base: try a.number("peak_value"), rule)
  }
}

extension BoundArguments {
  /// A Python dictionary of numbers by whole numbers, sorted by these; nothing for None.
  mutating func wholePairs(_ name: String) throws(SpecError) -> [(Double, Double)] {
    let found = value(name)
    if found == .none { return [] }
    guard case .dictionary(let pairs) = found else {
      throw wrong(name, "a dictionary such as {100: 0.1}")
    }
    let numbers = pairs.compactMap { pair -> (Double, Double)? in
      guard case .number(let key) = pair.key, case .number(let number) = pair.value,
        key >= 0, key == key.rounded()
      else { return nil }
      return (key, number)
    }
    guard numbers.count == pairs.count else { throw wrong(name, "a dictionary such as {100: 0.1}") }
    return numbers.sorted { $0.0 < $1.0 }
  }
}
