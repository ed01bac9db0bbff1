private let inert = ["optimizer", "last_epoch"]

extension ScheduleDialects {
  private static let own = "torch.optim.lr_scheduler."

  /// `torch.optim.lr_scheduler`, as the closed forms; `t` counts finished updates.
  static let torch: [Entry] = [
    Entry(
      "ConstantLR(optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1)",
      inert: inert
    ) { (a) throws(SpecError) in
      var rule = PiecewiseSchedule()
      rule.boundaries = [0, Double(try a.whole("total_iters"))]
      rule.shares = [try a.number("factor"), 1]
      return ScheduleSpec(rule)
    },
    Entry(
      "LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1)",
      inert: inert
    ) { (a) throws(SpecError) in
      var rule = LinearSchedule()
      rule.start = .share(try a.number("start_factor"))
      rule.end = .share(try a.number("end_factor"))
      rule.steps = try a.positive("total_iters")
      return ScheduleSpec(rule)
    },
    Entry("StepLR(optimizer, step_size, gamma=0.1, last_epoch=-1)", inert: inert) {
      (a) throws(SpecError) in
      var rule = StepSchedule()
      rule.every = try a.positive("step_size")
      rule.factor = try a.number("gamma")
      return ScheduleSpec(rule)
    },
    Entry("MultiStepLR(optimizer, milestones, gamma=0.1, last_epoch=-1)", inert: inert) {
      (a) throws(SpecError) in
      var rule = MultistepSchedule()
      rule.milestones = try a.wholeNumbers("milestones")
      rule.factor = try a.number("gamma")
      return ScheduleSpec(rule)
    },
    Entry("ExponentialLR(optimizer, gamma, last_epoch=-1)", inert: inert) {
      (a) throws(SpecError) in
      var rule = ExponentialSchedule()
      rule.factor = try a.number("gamma")
      return ScheduleSpec(rule)
    },
    Entry("PolynomialLR(optimizer, total_iters=5, power=1.0, last_epoch=-1)", inert: inert) {
      (a) throws(SpecError) in
      var rule = PolynomialSchedule()
      rule.steps = try a.positive("total_iters")
      rule.power = try a.number("power")
      return ScheduleSpec(rule)
    },
    Entry("CosineAnnealingLR(optimizer, T_max, eta_min=0.0, last_epoch=-1)", inert: inert) {
      (a) throws(SpecError) in
      var rule = CosineSchedule()
      rule.steps = try a.positive("T_max")
      rule.end = .rate(try a.number("eta_min"))
      rule.afterwards = .rise
      return ScheduleSpec(rule)
    },
    Entry(
      "CosineAnnealingWarmRestarts(optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1)",
      inert: inert
    ) { (a) throws(SpecError) in
      var rule = WarmRestartSchedule()
      rule.steps = try a.positive("T_0")
      rule.growth = Double(try a.positive("T_mult"))
      rule.end = .rate(try a.number("eta_min"))
      return ScheduleSpec(rule)
    },
    Entry(
      """
      OneCycleLR(optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, \
      pct_start=0.3, anneal_strategy="cos", cycle_momentum=True, base_momentum=0.85, \
      max_momentum=0.95, div_factor=25.0, final_div_factor=10000.0, three_phase=False, \
      last_epoch=-1)
      """, inert: inert
    ) { (a) throws(SpecError) in try oneCycle(&a) },
    Entry(
      """
      CyclicLR(optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, \
      mode="triangular", gamma=1.0, scale_fn=None, scale_mode="cycle", cycle_momentum=True, \
      base_momentum=0.8, max_momentum=0.9, last_epoch=-1)
      """, inert: inert + ["scale_mode"]
    ) { (a) throws(SpecError) in try cyclic(&a) },
    Entry("SequentialLR(optimizer, schedulers, milestones, last_epoch=-1)", inert: inert) {
      (a) throws(SpecError) in
      var rule = SequenceSchedule()
      rule.parts = try a.schedules("schedulers", prefix: own)
      rule.milestones = try a.wholeNumbers("milestones")
      guard rule.milestones.count == rule.parts.count - 1 else {
        throw a.wrong("milestones", "a list of one milestone less than there are schedulers")
      }
      return ScheduleSpec(rule)
    },
    Entry("ChainedScheduler(schedulers, optimizer=None)", inert: inert) { (a) throws(SpecError) in
      var rule = ProductSchedule()
      rule.parts = try a.schedules("schedulers", prefix: own)
      guard rule.parts.allSatisfy(\.isFactor) else {
        throw a.wrong("schedulers", "made of schedulers that multiply the rate by a factor")
      }
      return ScheduleSpec(rule)
    },
    Entry(
      """
      ReduceLROnPlateau(optimizer, mode="min", factor=0.1, patience=10, threshold=0.0001, \
      threshold_mode="rel", cooldown=0, min_lr=0, eps=1e-08)
      """, inert: inert
    ) { (a) throws(SpecError) in
      _ = try a.text("mode", among: ["min"])
      let isRelative = try a.text("threshold_mode", among: ["rel", "abs"]) == "rel"
      let threshold = try a.number("threshold")
      var rule = ReduceOnPlateau()
      rule.factor = try a.number("factor")
      rule.patience = try a.whole("patience")
      rule.relativeThreshold = isRelative ? threshold : 0
      rule.absoluteThreshold = isRelative ? 0 : threshold
      rule.cooldown = try a.whole("cooldown")
      rule.limit = .rate(try a.number("min_lr"))
      rule.smallestChange = try a.number("eps")
      return ScheduleSpec(plateau: rule)
    },
  ]

  private static func oneCycle(_ a: inout BoundArguments) throws(SpecError) -> ScheduleSpec {
    var rule = OneCycleSchedule()
    let peak = try a.number("max_lr")
    let isProduct = a.value("total_steps") == .none
    let total =
      isProduct
      ? try a.positive("epochs") * a.positive("steps_per_epoch") : try a.positive("total_steps")
    _ = (a.value("epochs"), a.value("steps_per_epoch"))
    guard total > 1 else { throw a.wrong("total_steps", "above 1") }
    let share = try a.number("pct_start")
    let last = Double(total - 1)
    rule.steps = total - 1
    rule.peak = (share * Double(total) - 1) / last
    if try a.flag("three_phase") { rule.back = (2 * share * Double(total) - 2) / last }
    rule.shape =
      try a.text("anneal_strategy", among: ["cos", "linear"]) == "cos" ? .cosine : .linear
    rule.startDivisor = try a.number("div_factor")
    rule.endDivisor = try a.number("final_div_factor")
    let range = [try a.number("base_momentum"), try a.number("max_momentum")]
    if try a.flag("cycle_momentum") { rule.momentumRange = range }
    return ScheduleSpec(base: peak, rule)
  }

  private static func cyclic(_ a: inout BoundArguments) throws(SpecError) -> ScheduleSpec {
    var rule = CyclicSchedule()
    let base = try a.number("base_lr")
    rule.peak = .rate(try a.number("max_lr"))
    rule.up = try a.positive("step_size_up")
    let isEven = a.value("step_size_down") == .none
    rule.down = isEven ? rule.up : try a.positive("step_size_down")
    switch try a.text("mode", among: ["triangular", "triangular2", "exp_range"]) {
    case "triangular2": rule.shape = .halving
    case "exp_range": rule.shape = .decaying
    default: rule.shape = .triangular
    }
    rule.decay = try a.number("gamma")
    let range = [try a.number("base_momentum"), try a.number("max_momentum")]
    if try a.flag("cycle_momentum") { rule.momentumRange = range }
    return ScheduleSpec(base: base, rule)
  }
}

extension ScheduleSpec {
  /// Whether torch's chainable form of this schedule only multiplies the rate before it.
  fileprivate var isFactor: Bool {
    switch rule {
    case nil: base == nil
    case is StepSchedule, is MultistepSchedule, is ExponentialSchedule, is LinearSchedule,
      is PolynomialSchedule, is PiecewiseSchedule:
      true
    case let cosine as CosineSchedule: cosine.end == .rate(0)
    case let product as ProductSchedule: product.parts.allSatisfy(\.isFactor)
    default: false
    }
  }
}
