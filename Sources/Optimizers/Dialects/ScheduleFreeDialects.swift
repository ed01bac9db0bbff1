extension Dialects {
  /// `keras.optimizers.ScheduleFreeAdamW`, whose average weighs all steps alike.
  static let kerasScheduleFree: [DialectEntry] = [
    kerasEntry(
      "ScheduleFreeAdamW",
      """
      learning_rate=0.0025, beta_1=0.9, beta_2=0.999, epsilon=1e-08, warmup_steps=0, \
      weight_decay=None
      """
    ) { (a) throws(SpecError) in
      var rule = ScheduleFreeAdamW()
      rule.learningRate = try a.warmedUp("learning_rate")
      rule.beta1 = try a.number("beta_1")
      rule.beta2 = try a.number("beta_2")
      rule.epsilon = try a.number("epsilon")
      rule.ratePower = 0
      rule.weightDecay = try a.decoupled("weight_decay")
      if case .decoupled(let strength) = rule.weightDecay, try a.whole("warmup_steps") > 1 {
        // Keras does not warm up the decay.
        guard a.isGiven("learning_rate") else {
          throw a.wrong("learning_rate", "given where weight decay meets a warm-up")
        }
        rule.weightDecay = .fixed(rule.learningRate.base * strength)
      }
      return rule
    }
  ]

  /// `optax.contrib.schedule_free_*`.
  static let optaxScheduleFree: [DialectEntry] = [
    DialectEntry(
      """
      schedule_free_sgd(learning_rate=1.0, warmup_steps=None, b1=0.9, weight_decay=None, \
      weight_lr_power=2.0, state_dtype=None)
      """
    ) { (a) throws(SpecError) in
      var rule = ScheduleFreeSGD()
      rule.learningRate = try a.warmedUpFromZero()
      rule.momentum = try a.number("b1")
      rule.weightDecay = try a.l2("weight_decay")
      rule.ratePower = try a.number("weight_lr_power")
      rule.weighsAhead = rule.learningRate.rule != nil
      return rule
    },
    DialectEntry(
      """
      schedule_free_adamw(learning_rate=0.0025, warmup_steps=None, b1=0.9, b2=0.999, eps=1e-08, \
      weight_decay=0.0, weight_lr_power=2.0, state_dtype=None)
      """
    ) { (a) throws(SpecError) in
      var rule = ScheduleFreeAdamW()
      rule.learningRate = try a.warmedUpFromZero()
      rule.beta1 = try a.number("b1")
      rule.beta2 = try a.number("b2")
      rule.epsilon = try a.number("eps")
      rule.decay = try a.number("weight_decay")
      rule.ratePower = try a.number("weight_lr_power")
      rule.weighsAhead = rule.learningRate.rule != nil
      return rule
    },
  ]

  /// `pytorch_optimizer.ScheduleFree*`.
  static let pytorchOptimizerScheduleFree: [DialectEntry] = [
    DialectEntry(
      """
      ScheduleFreeSGD(params, lr=1.0, momentum=0.9, weight_decay=0.0, r=0.0, \
      weight_lr_power=2.0, warmup_steps=0, eps=1e-08, maximize=False, foreach=None)
      """, inert: ["foreach", "eps"]
    ) { (a) throws(SpecError) in
      var rule = ScheduleFreeSGD()
      rule.learningRate = try a.warmedUp("lr")
      rule.momentum = try a.number("momentum")
      rule.weightDecay = try a.l2("weight_decay")
      rule.timePower = try a.number("r")
      rule.ratePower = try a.number("weight_lr_power")
      return rule
    },
    DialectEntry(
      """
      ScheduleFreeAdamW(params, lr=0.0025, betas=(0.9, 0.999), weight_decay=0.0, r=0.0, \
      weight_lr_power=2.0, warmup_steps=0, decoupling_c=0, ams_bound=False, eps=1e-08, \
      maximize=False, foreach=None, *, use_palm=False)
      """, inert: ["foreach"]
    ) { (a) throws(SpecError) in
      var rule = ScheduleFreeAdamW()
      rule.learningRate = try a.warmedUp("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.decay = try a.number("weight_decay")
      rule.timePower = try a.number("r")
      rule.ratePower = try a.number("weight_lr_power")
      rule.epsilon = try a.number("eps")
      rule.epsilonRoot = pytorchOptimizerRootEpsilon
      guard try a.number("decoupling_c") == 0 else { throw a.wrong("decoupling_c", "0") }
      return rule
    },
  ]
}

extension BoundArguments {
  /// A rate that reaches its full size with step `warmup_steps`, which begins with a share of it.
  fileprivate mutating func warmedUp(_ name: String) throws(SpecError) -> Schedule {
    let rate = try rate(name)
    let steps = try whole("warmup_steps")
    guard steps > 1, rate.rule == nil else { return rate }
    var warmUp = WarmUpSchedule()
    warmUp.steps = steps - 1
    warmUp.start = .share(1 / Double(steps))
    return Schedule(rate.base, warmUp)
  }

  /// A rate that starts from 0 and reaches its full size after `warmup_steps`.
  fileprivate mutating func warmedUpFromZero() throws(SpecError) -> Schedule {
    let rate = try rate("learning_rate")
    guard let steps = try optionalNumber("warmup_steps"), steps > 0, rate.rule == nil else {
      return rate
    }
    var warmUp = WarmUpSchedule()
    warmUp.steps = try positive("warmup_steps")
    return Schedule(rate.base, warmUp)
  }
}
