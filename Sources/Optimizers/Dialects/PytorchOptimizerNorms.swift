extension Dialects {
  /// pytorch-optimizer's rules that measure norms and products.
  static let pytorchOptimizerNorms: [DialectEntry] = [
    pytorchOptimizer(
      """
      AdamP(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, delta=0.1, wd_ratio=0.1, nesterov=False, eps=1e-08, maximize=False, \
      foreach=False)
      """
    ) { (a) throws(SpecError) in
      var rule = AdamP()
      try a.readTorchMoments(into: &rule)
      rule.threshold = try a.number("delta")
      rule.decayRatio = try a.number("wd_ratio")
      rule.nesterov = try a.flag("nesterov")
      rule.projectsVectors = false
      rule.weightDecay = try a.lateDecay()
      return rule
    },
    pytorchOptimizer("Fromage(params, lr=0.01, p_bound=None, maximize=False, foreach=None)") {
      (a) throws(SpecError) in
      var rule = Fromage()
      rule.learningRate = try a.rate("lr")
      return rule
    },
    pytorchOptimizer(
      """
      LARS(params, lr=0.001, weight_decay=0.0, momentum=0.9, dampening=0.0, \
      trust_coefficient=0.001, nesterov=False, foreach=None, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = LARS()
      rule.learningRate = try a.rate("lr")
      rule.decay = try a.number("weight_decay")
      rule.momentum = try a.number("momentum")
      rule.dampening = try a.number("dampening")
      rule.trust = try a.number("trust_coefficient")
      rule.nesterov = try a.flag("nesterov")
      rule.velocity = .gradients
      rule.scalesVectors = false
      guard !rule.nesterov || rule.dampening == 0 else {
        throw a.wrong("dampening", "0 with nesterov")
      }
      return rule
    },
    pytorchOptimizer(
      """
      Lamb(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, rectify=False, degenerated_to_sgd=False, n_sma_threshold=5, \
      grad_averaging=True, max_grad_norm=1.0, adam=False, pre_norm=False, eps=1e-06, \
      foreach=None, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = LAMB()
      try a.readTorchMoments(into: &rule)
      rule.correction = .rate
      rule.largestNorm = 10
      rule.ratioEpsilon = rule.epsilon
      rule.weightDecay = try a.switchedDecay()
      if case .l2(let strength) = rule.weightDecay {
        (rule.decay, rule.weightDecay) = (strength, .none)
      }
      guard try a.flag("grad_averaging") else { throw a.wrong("grad_averaging", "True") }
      return rule
    },
    pytorchOptimizer(
      """
      MARS(params, lr=0.003, betas=(0.95, 0.99), gamma=0.025, mars_type="adamw", \
      optimize_1d=False, lr_1d=0.003, betas_1d=(0.9, 0.95), weight_decay=0.0, \
      weight_decay_1d=0.1, weight_decouple=True, fixed_decay=False, ams_bound=False, \
      eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in try mars(&a) },
    pytorchOptimizer(
      """
      NovoGrad(params, lr=0.001, betas=(0.95, 0.98), weight_decay=0.0, weight_decouple=False, \
      fixed_decay=False, grad_averaging=False, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = NovoGrad()
      try a.readTorchMoments(into: &rule)
      rule.averages = try a.flag("grad_averaging")
      rule.weightDecay = try a.switchedDecay()
      if case .l2(let strength) = rule.weightDecay {
        (rule.decay, rule.weightDecay) = (strength, .none)
      }
      return rule
    },
    pytorchOptimizer(
      """
      SGDP(params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, \
      weight_decouple=True, fixed_decay=False, delta=0.1, wd_ratio=0.1, nesterov=False, \
      eps=1e-08, maximize=False, foreach=False)
      """
    ) { (a) throws(SpecError) in
      var rule = ProjectedDescent()
      rule.learningRate = try a.rate("lr")
      rule.momentum = try a.number("momentum")
      rule.dampening = try a.number("dampening")
      rule.threshold = try a.number("delta")
      rule.decayRatio = try a.number("wd_ratio")
      rule.nesterov = try a.flag("nesterov")
      rule.epsilon = try a.number("eps")
      rule.projectsVectors = false
      rule.weightDecay = try a.lateDecay()
      return rule
    },
    pytorchOptimizer(
      """
      SWATS(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=False, \
      fixed_decay=False, ams_bound=False, nesterov=False, eps=1e-06, maximize=False, \
      foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = SWATS()
      try a.readTorchMoments(into: &rule)
      rule.epsilonRoot = pytorchOptimizerRootEpsilon
      rule.maximum = try a.flag("ams_bound")
      rule.nesterov = try a.flag("nesterov")
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
  ]

  /// Vectors are left to AdamW unless `optimize_1d` says otherwise.
  private static func mars(_ a: inout BoundArguments) throws(SpecError) -> any Optimizer {
    var rule = MARS()
    try a.readTorchMoments(into: &rule)
    rule.gamma = try a.number("gamma")
    switch a.value("mars_type") {
    case .text("adamw"): rule.rule = .adam
    case .text("lion"): rule.rule = .lion
    default: throw a.wrong("mars_type", "\"adamw\" or \"lion\"")
    }
    rule.correctsVectors = try a.flag("optimize_1d")
    let vectorRate = try a.number("lr_1d")
    rule.vectorRate = rule.learningRate.base > 0 ? vectorRate / rule.learningRate.base : 0
    (rule.vectorBeta1, rule.vectorBeta2) = try a.pair("betas_1d")
    rule.vectorDecay = try a.number("weight_decay_1d")
    rule.epsilonRoot = pytorchOptimizerRootEpsilon
    rule.maximum = try a.flag("ams_bound")
    rule.weightDecay = try a.switchedDecay()
    guard try a.flag("weight_decouple") else { throw a.wrong("weight_decouple", "True") }
    return rule
  }
}

extension BoundArguments {
  /// The decay of a rule that adds an L2 penalty only to a gradient that it has already used.
  mutating func lateDecay(fixable: Bool = true) throws(SpecError) -> WeightDecay {
    let decay = try switchedDecay(fixable: fixable)
    if case .l2 = decay { return .none }
    return decay
  }
}
