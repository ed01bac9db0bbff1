extension Dialects {
  /// The aliases of `optax` whose rules are older than Adam, or simpler.
  static let optaxClassics: [DialectEntry] = [
    DialectEntry(
      "sgd(learning_rate, momentum=None, nesterov=False, accumulator_dtype=None)"
    ) { (a) throws(SpecError) in try optaxSGD(&a) },
    DialectEntry("noisy_sgd(learning_rate, eta=0.01, gamma=0.55, key=None, *, seed=None)") {
      (a) throws(SpecError) in
      var rule = NoisyDescent()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.variance = try a.number("eta")
      rule.annealing = try a.number("gamma")
      let (key, seed) = (try a.optionalNumber("key"), try a.optionalNumber("seed"))
      rule.seed = Int(key ?? seed ?? 0)
      return rule
    },
    DialectEntry("optimistic_gradient_descent(learning_rate, alpha=1.0, beta=1.0)") {
      (a) throws(SpecError) in
      var rule = OptimisticDescent()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.alpha = try a.number("alpha")
      rule.beta = try a.number("beta")
      return rule
    },
    DialectEntry("adagrad(learning_rate, initial_accumulator_value=0.1, eps=1e-07)") {
      (a) throws(SpecError) in
      var rule = Adagrad()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.initialAccumulator = try a.number("initial_accumulator_value")
      rule.epsilon = try a.number("eps")
      rule.epsilonPlacement = .insideRoot
      return rule
    },
    DialectEntry(
      """
      adadelta(learning_rate=None, rho=0.9, eps=1e-06, weight_decay=0.0, weight_decay_mask=None)
      """
    ) { (a) throws(SpecError) in
      var rule = Adadelta()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.decay = try a.number("rho")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    DialectEntry(
      """
      rmsprop(learning_rate, decay=0.9, eps=1e-08, initial_scale=0.0, eps_in_sqrt=True, \
      centered=False, momentum=None, nesterov=False, bias_correction=False)
      """
    ) { (a) throws(SpecError) in
      var rule = RMSprop()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.decay = try a.number("decay")
      rule.epsilon = try a.number("eps")
      rule.initialSquareMean = try a.number("initial_scale")
      rule.epsilonPlacement = try a.flag("eps_in_sqrt") ? .insideRoot : .outsideRoot
      rule.centered = try a.flag("centered")
      let momentum = try a.optionalNumber("momentum")
      rule.momentum = momentum ?? 0
      rule.velocity = .steps
      let nesterov = try a.flag("nesterov")
      rule.nesterov = momentum != nil && nesterov
      rule.correctsBias = try a.flag("bias_correction")
      return rule
    },
    DialectEntry(
      """
      rprop(learning_rate, eta_minus=0.5, eta_plus=1.2, min_step_size=1e-06, max_step_size=50.0)
      """
    ) { (a) throws(SpecError) in
      var rule = Rprop()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.shrink = try a.number("eta_minus")
      rule.grow = try a.number("eta_plus")
      rule.shortest = try a.number("min_step_size")
      rule.longest = try a.number("max_step_size")
      rule.timing = .late
      return rule
    },
    DialectEntry("sign_sgd(learning_rate)") { (a) throws(SpecError) in
      var rule = SignDescent()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      return rule
    },
    DialectEntry("signum(learning_rate, beta=0.9, accumulator_dtype=None)") {
      (a) throws(SpecError) in
      var rule = SignDescent()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.momentum = try a.number("beta")
      return rule
    },
    DialectEntry("sm3(learning_rate, momentum=0.9)") { (a) throws(SpecError) in
      var rule = SM3()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.momentum = try a.number("momentum")
      return rule
    },
  ]

  private static func optaxSGD(_ a: inout BoundArguments) throws(SpecError) -> any Optimizer {
    let rate = try a.rate("learning_rate", or: GradientDescent().learningRate)
    let nesterov = try a.flag("nesterov")
    guard let momentum = try a.optionalNumber("momentum"), momentum != 0 else {
      return GradientDescent().with { $0.learningRate = rate }
    }
    if nesterov {
      return Nesterov().with { ($0.learningRate, $0.momentum) = (rate, momentum) }
    }
    return Momentum().with { ($0.learningRate, $0.momentum) = (rate, momentum) }
  }
}
