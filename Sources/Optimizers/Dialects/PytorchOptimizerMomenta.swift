extension Dialects {
  /// pytorch-optimizer's relatives of momentum and its sign methods.
  static let pytorchOptimizerMomenta: [DialectEntry] = [
    pytorchOptimizer(
      """
      AccSGD(params, lr=0.001, kappa=1000.0, xi=10.0, constant=0.7, weight_decay=0.0, \
      maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = AccSGD()
      rule.learningRate = try a.rate("lr")
      rule.kappa = try a.number("kappa")
      rule.xi = try a.number("xi")
      rule.constant = try a.number("constant")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    pytorchOptimizer(
      """
      AggMo(params, lr=0.001, betas=(0.0, 0.9, 0.99), weight_decay=0.0, weight_decouple=False, \
      fixed_decay=False, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = AggMo()
      rule.learningRate = try a.rate("lr")
      rule.betas = try a.numbers("betas")
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      Lion(params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, foreach=None, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = Lion()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      MADGRAD(params, lr=0.001, momentum=0.9, weight_decay=0.0, weight_decouple=False, \
      eps=1e-06, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = MADGRAD()
      rule.learningRate = try a.rate("lr")
      rule.momentum = try a.number("momentum")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    pytorchOptimizer(
      """
      Kate(params, lr=0.001, delta=0.0, weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = KATE()
      rule.learningRate = try a.rate("lr")
      rule.delta = try a.number("delta")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer("MSVAG(params, lr=0.01, beta=0.9, maximize=False, foreach=None)") {
      (a) throws(SpecError) in
      var rule = MSVAG()
      rule.learningRate = try a.rate("lr")
      rule.beta = try a.number("beta")
      return rule
    },
    pytorchOptimizer(
      """
      PID(params, lr=0.001, momentum=0.0, dampening=0.0, derivative=10.0, integral=5.0, \
      weight_decay=0.0, weight_decouple=False, fixed_decay=False, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in try pid(&a) },
    pytorchOptimizer(
      """
      PNM(params, lr=0.001, betas=(0.9, 1.0), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = PNM()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.gamma) = try a.pair("betas")
      rule.weightDecay = try a.switchedDecay()
      _ = try a.number("eps")
      return rule
    },
    pytorchOptimizer(
      """
      QHM(params, lr=0.001, momentum=0.0, nu=1.0, weight_decay=0.0, weight_decouple=False, \
      fixed_decay=False, maximize=False, foreach=False)
      """
    ) { (a) throws(SpecError) in
      var rule = QHM()
      rule.learningRate = try a.rate("lr")
      rule.momentum = try a.number("momentum")
      rule.nu = try a.number("nu")
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      SGDW(params, lr=0.0001, momentum=0.0, weight_decay=0.0, weight_decouple=True, \
      dampening=0.0, nesterov=False, foreach=None, maximize=False)
      """
    ) { (a) throws(SpecError) in try sgdw(&a) },
    pytorchOptimizer(
      """
      SignSGD(params, lr=0.001, momentum=0.9, weight_decay=0.0, weight_decouple=True, \
      foreach=None, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = SignDescent()
      rule.learningRate = try a.rate("lr")
      rule.momentum = try a.number("momentum")
      rule.weightDecay = try a.switchedDecay(fixable: false)
      return rule
    },
    pytorchOptimizer(
      "SM3(params, lr=0.1, momentum=0.0, beta=0.0, eps=1e-30, maximize=False, foreach=None)"
    ) { (a) throws(SpecError) in
      var rule = SM3()
      rule.learningRate = try a.rate("lr")
      rule.momentum = try a.number("momentum")
      rule.beta = try a.number("beta")
      rule.epsilon = try a.number("eps")
      return rule
    },
    pytorchOptimizer(
      """
      Tiger(params, lr=0.001, beta=0.965, weight_decay=0.01, weight_decouple=True, \
      fixed_decay=False, foreach=None, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = SignDescent()
      rule.learningRate = try a.rate("lr")
      rule.momentum = try a.number("beta")
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
  ]

  /// Without momentum the library leaves out integral and derivative altogether.
  private static func pid(_ a: inout BoundArguments) throws(SpecError) -> any Optimizer {
    var rule = PID()
    rule.learningRate = try a.rate("lr")
    rule.momentum = try a.number("momentum")
    rule.dampening = try a.number("dampening")
    rule.derivative = try a.number("derivative")
    rule.integral = try a.number("integral")
    rule.weightDecay = try a.switchedDecay()
    guard rule.momentum == 0 else { return rule }
    return GradientDescent().with {
      ($0.learningRate, $0.weightDecay) = (rule.learningRate, rule.weightDecay)
    }
  }

  private static func sgdw(_ a: inout BoundArguments) throws(SpecError) -> any Optimizer {
    let rate = try a.rate("lr")
    let momentum = try a.number("momentum")
    let dampening = try a.number("dampening")
    let decay = try a.switchedDecay(fixable: false)
    let nesterov = try a.flag("nesterov")
    if momentum == 0 {
      return GradientDescent().with { ($0.learningRate, $0.weightDecay) = (rate, decay) }
    }
    if nesterov {
      guard dampening == 0 else { throw a.wrong("dampening", "0 with nesterov") }
      return Nesterov().with {
        ($0.learningRate, $0.momentum, $0.weightDecay) = (rate, momentum, decay)
      }
    }
    return Momentum().with {
      ($0.learningRate, $0.momentum, $0.weightDecay) = (rate, momentum, decay)
      $0.dampening = dampening
    }
  }
}
