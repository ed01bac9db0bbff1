private let inert = ["foreach", "capturable", "differentiable", "fused"]

extension Dialects {
  /// `torch.optim`, with the conventions of its single-tensor implementation.
  static let torch: [DialectEntry] = [
    DialectEntry(
      """
      SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, \
      maximize=False, foreach=None, differentiable=False, fused=None)
      """, inert: inert
    ) { (a) throws(SpecError) in try torchSGD(&a) },
    DialectEntry(
      """
      Adagrad(params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, \
      eps=1e-10, foreach=None, *, maximize=False, differentiable=False, fused=None)
      """, inert: inert
    ) { (a) throws(SpecError) in
      var rule = Adagrad()
      rule.learningRate = try a.rate("lr")
      rule.learningRateDecay = try a.number("lr_decay")
      rule.initialAccumulator = try a.number("initial_accumulator_value")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    DialectEntry(
      """
      Adadelta(params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, \
      capturable=False, maximize=False, differentiable=False)
      """, inert: inert
    ) { (a) throws(SpecError) in
      var rule = Adadelta()
      rule.learningRate = try a.rate("lr")
      rule.decay = try a.number("rho")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    DialectEntry(
      """
      RMSprop(params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, \
      centered=False, capturable=False, foreach=None, maximize=False, differentiable=False)
      """, inert: inert
    ) { (a) throws(SpecError) in
      var rule = RMSprop()
      rule.learningRate = try a.rate("lr")
      rule.decay = try a.number("alpha")
      rule.epsilon = try a.number("eps")
      rule.momentum = try a.number("momentum")
      rule.centered = try a.flag("centered")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    DialectEntry(
      """
      Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, *, \
      foreach=None, maximize=False, capturable=False, differentiable=False, fused=None, \
      decoupled_weight_decay=False)
      """, inert: inert
    ) { (a) throws(SpecError) in
      let decoupled = try a.flag("decoupled_weight_decay")
      return try torchAdam(
        &a, decay: decoupled ? a.decoupled("weight_decay") : a.l2("weight_decay"))
    },
    DialectEntry(
      """
      AdamW(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False, \
      *, maximize=False, foreach=None, capturable=False, differentiable=False, fused=None)
      """, inert: inert
    ) { (a) throws(SpecError) in try torchAdam(&a, decay: a.decoupled("weight_decay")) },
    DialectEntry(
      """
      Adamax(params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, foreach=None, *, \
      maximize=False, differentiable=False, capturable=False)
      """, inert: inert
    ) { (a) throws(SpecError) in
      var rule = Adamax()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    DialectEntry(
      """
      NAdam(params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, \
      momentum_decay=0.004, decoupled_weight_decay=False, *, foreach=None, maximize=False, \
      capturable=False, differentiable=False)
      """, inert: inert
    ) { (a) throws(SpecError) in
      var rule = Nadam()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.epsilon = try a.number("eps")
      rule.momentumDecay = try a.number("momentum_decay")
      rule.productPrecision = .single
      let decoupled = try a.flag("decoupled_weight_decay")
      rule.weightDecay = try decoupled ? a.decoupled("weight_decay") : a.l2("weight_decay")
      return rule
    },
  ]

  private static func torchSGD(_ a: inout BoundArguments) throws(SpecError) -> any Optimizer {
    let rate = try a.rate("lr")
    let momentum = try a.number("momentum")
    let decay = try a.l2("weight_decay")
    let dampening = try a.number("dampening")
    if try a.flag("nesterov") {
      guard momentum > 0, dampening == 0 else {
        throw a.wrong("nesterov", "False unless momentum is above 0 and dampening is 0")
      }
      return Nesterov().with {
        ($0.learningRate, $0.momentum, $0.weightDecay) = (rate, momentum, decay)
      }
    }
    if momentum == 0 {
      return GradientDescent().with { ($0.learningRate, $0.weightDecay) = (rate, decay) }
    }
    return Momentum().with {
      ($0.learningRate, $0.momentum, $0.weightDecay) = (rate, momentum, decay)
      $0.dampening = dampening
    }
  }

  private static func torchAdam(
    _ a: inout BoundArguments, decay: WeightDecay
  ) throws(SpecError) -> any Optimizer {
    let rate = try a.rate("lr")
    let (beta1, beta2) = try a.pair("betas")
    let epsilon = try a.number("eps")
    if try a.flag("amsgrad") {
      return AMSGrad().with {
        ($0.learningRate, $0.beta1, $0.beta2) = (rate, beta1, beta2)
        ($0.epsilon, $0.weightDecay) = (epsilon, decay)
      }
    }
    return Adam().with {
      ($0.learningRate, $0.beta1, $0.beta2) = (rate, beta1, beta2)
      ($0.epsilon, $0.weightDecay) = (epsilon, decay)
    }
  }
}

extension BoundArguments {
  mutating func l2(_ name: String) throws(SpecError) -> WeightDecay {
    let strength = try optionalNumber(name) ?? 0
    return strength == 0 ? .none : .l2(strength)
  }

  mutating func decoupled(_ name: String) throws(SpecError) -> WeightDecay {
    let strength = try optionalNumber(name) ?? 0
    return strength == 0 ? .none : .decoupled(strength)
  }

  mutating func pair(_ name: String) throws(SpecError) -> (Double, Double) {
    let numbers = try numbers(name, count: 2)
    return (numbers[0], numbers[1])
  }
}
