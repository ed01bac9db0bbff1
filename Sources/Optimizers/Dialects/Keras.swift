extension Dialects {
  /// What every Keras optimizer takes besides its own arguments.
  private static let shared = """
    clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, \
    ema_overwrite_frequency=None, loss_scale_factor=None, gradient_accumulation_steps=None, \
    name=None
    """

  static func kerasEntry(
    _ name: String, _ arguments: String,
    make: @escaping @Sendable (inout BoundArguments) throws(SpecError) -> any Optimizer
  ) -> DialectEntry {
    DialectEntry("\(name)(\(arguments), \(shared))", inert: ["name"]) { (a) throws(SpecError) in
      try a.wrapAsKeras(try make(&a))
    }
  }

  /// `keras.optimizers`, whose weight decay is always decoupled.
  static let keras: [DialectEntry] = [
    kerasEntry("SGD", "learning_rate=0.01, momentum=0.0, nesterov=False, weight_decay=None") {
      (a) throws(SpecError) in try kerasSGD(&a)
    },
    kerasEntry(
      "Adagrad",
      "learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-07, weight_decay=None"
    ) { (a) throws(SpecError) in
      var rule = Adagrad()
      rule.learningRate = try a.rate("learning_rate")
      rule.initialAccumulator = try a.number("initial_accumulator_value")
      rule.epsilon = try a.number("epsilon")
      rule.epsilonPlacement = .insideRoot
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    kerasEntry("Adadelta", "learning_rate=0.001, rho=0.95, epsilon=1e-07, weight_decay=None") {
      (a) throws(SpecError) in
      var rule = Adadelta()
      rule.learningRate = try a.rate("learning_rate")
      rule.decay = try a.number("rho")
      rule.epsilon = try a.number("epsilon")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    kerasEntry(
      "RMSprop",
      "learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-07, centered=False, weight_decay=None"
    ) { (a) throws(SpecError) in
      var rule = RMSprop()
      rule.learningRate = try a.rate("learning_rate")
      rule.decay = try a.number("rho")
      rule.momentum = try a.number("momentum")
      rule.centered = try a.flag("centered")
      rule.epsilon = try a.number("epsilon")
      rule.epsilonPlacement = .insideRoot
      rule.velocity = .steps
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    kerasEntry(
      "Adam",
      "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False, weight_decay=None"
    ) { (a) throws(SpecError) in try kerasAdam(&a) },
    kerasEntry(
      "AdamW",
      "learning_rate=0.001, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False"
    ) { (a) throws(SpecError) in try kerasAdam(&a) },
    kerasEntry(
      "Adamax", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, weight_decay=None"
    ) { (a) throws(SpecError) in
      var rule = Adamax()
      rule.learningRate = try a.rate("learning_rate")
      rule.beta1 = try a.number("beta_1")
      rule.beta2 = try a.number("beta_2")
      rule.epsilon = try a.number("epsilon")
      rule.epsilonInMaximum = false
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    kerasEntry(
      "Nadam", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, weight_decay=None"
    ) { (a) throws(SpecError) in
      var rule = Nadam()
      rule.learningRate = try a.rate("learning_rate")
      rule.beta1 = try a.number("beta_1")
      rule.beta2 = try a.number("beta_2")
      rule.epsilon = try a.number("epsilon")
      rule.momentumDecay = 1
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    kerasEntry(
      "Lamb", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, weight_decay=None"
    ) { (a) throws(SpecError) in
      var rule = LAMB()
      rule.learningRate = try a.rate("learning_rate")
      rule.beta1 = try a.number("beta_1")
      rule.beta2 = try a.number("beta_2")
      rule.epsilon = try a.number("epsilon")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    kerasEntry("Lion", "learning_rate=0.001, beta_1=0.9, beta_2=0.99, weight_decay=None") {
      (a) throws(SpecError) in
      var rule = Lion()
      rule.learningRate = try a.rate("learning_rate")
      rule.beta1 = try a.number("beta_1")
      rule.beta2 = try a.number("beta_2")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    kerasEntry(
      "Ftrl",
      """
      learning_rate=0.001, learning_rate_power=-0.5, initial_accumulator_value=0.1, \
      l1_regularization_strength=0.0, l2_regularization_strength=0.0, \
      l2_shrinkage_regularization_strength=0.0, beta=0.0, weight_decay=None
      """
    ) { (a) throws(SpecError) in
      var rule = Ftrl()
      rule.learningRate = try a.rate("learning_rate")
      rule.learningRatePower = try a.number("learning_rate_power")
      rule.initialAccumulator = try a.number("initial_accumulator_value")
      rule.l1 = try a.number("l1_regularization_strength")
      rule.l2 = try a.number("l2_regularization_strength")
      rule.l2Shrinkage = try a.number("l2_shrinkage_regularization_strength")
      rule.beta = try a.number("beta")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
  ]

  private static func kerasSGD(_ a: inout BoundArguments) throws(SpecError) -> any Optimizer {
    let rate = try a.rate("learning_rate")
    let momentum = try a.number("momentum")
    let decay = try a.decoupled("weight_decay")
    let nesterov = try a.flag("nesterov")
    if momentum == 0 {
      return GradientDescent().with { ($0.learningRate, $0.weightDecay) = (rate, decay) }
    }
    if nesterov {
      return Nesterov().with {
        ($0.learningRate, $0.momentum, $0.weightDecay) = (rate, momentum, decay)
        $0.velocity = .steps
      }
    }
    return Momentum().with {
      ($0.learningRate, $0.momentum, $0.weightDecay) = (rate, momentum, decay)
      $0.velocity = .steps
    }
  }

  private static func kerasAdam(_ a: inout BoundArguments) throws(SpecError) -> any Optimizer {
    let rate = try a.rate("learning_rate")
    let (beta1, beta2) = (try a.number("beta_1"), try a.number("beta_2"))
    let epsilon = try a.number("epsilon")
    let decay = try a.decoupled("weight_decay")
    if try a.flag("amsgrad") {
      return AMSGrad().with {
        ($0.learningRate, $0.beta1, $0.beta2) = (rate, beta1, beta2)
        ($0.epsilon, $0.weightDecay, $0.correction) = (epsilon, decay, .afterEpsilon)
      }
    }
    return Adam().with {
      ($0.learningRate, $0.beta1, $0.beta2) = (rate, beta1, beta2)
      ($0.epsilon, $0.weightDecay, $0.correction) = (epsilon, decay, .afterEpsilon)
    }
  }
}
