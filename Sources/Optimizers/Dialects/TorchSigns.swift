private let inert = ["foreach", "capturable", "differentiable", "fused"]

extension Dialects {
  /// The optimizers of `torch.optim` beyond those of every course.
  static let torchSigns: [DialectEntry] = [
    DialectEntry(
      """
      RAdam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, \
      decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, \
      differentiable=False)
      """, inert: inert
    ) { (a) throws(SpecError) in
      var rule = RAdam()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.epsilon = try a.number("eps")
      let decoupled = try a.flag("decoupled_weight_decay")
      rule.weightDecay = try decoupled ? a.decoupled("weight_decay") : a.l2("weight_decay")
      return rule
    },
    DialectEntry(
      """
      Rprop(params, lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-06, 50), *, capturable=False, \
      foreach=None, maximize=False, differentiable=False)
      """, inert: inert
    ) { (a) throws(SpecError) in
      var rule = Rprop()
      rule.learningRate = try a.rate("lr")
      (rule.shrink, rule.grow) = try a.pair("etas")
      (rule.shortest, rule.longest) = try a.pair("step_sizes")
      return rule
    },
    DialectEntry(
      """
      ASGD(params, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0, \
      foreach=None, maximize=False, differentiable=False, capturable=False)
      """, inert: inert
    ) { (a) throws(SpecError) in
      var rule = AveragedDescent()
      rule.learningRate = try a.rate("lr")
      rule.lambda = try a.number("lambd")
      rule.power = try a.number("alpha")
      rule.averagingStart = try a.number("t0")
      rule.scalarPrecision = .single
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
  ]
}
