extension Dialects {
  /// The optimizers of `pytorch_optimizer` that ask for curvature.
  static let pytorchOptimizerSecondOrder: [DialectEntry] = [
    DialectEntry(
      """
      AdaHessian(params, lr=0.1, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, hessian_power=1.0, update_period=1, num_samples=1, \
      hessian_distribution="rademacher", eps=1e-16, maximize=False, foreach=None)
      """, inert: ["foreach"]
    ) { (a) throws(SpecError) in
      var rule = AdaHessian()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.weightDecay = try a.switchedDecay()
      rule.power = try a.number("hessian_power")
      rule.period = try a.positive("update_period")
      rule.samples = try a.positive("num_samples")
      rule.distribution = try a.distribution()
      rule.epsilon = try a.number("eps")
      return rule
    },
    DialectEntry(
      """
      SophiaH(params, lr=0.06, betas=(0.96, 0.99), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, p=0.01, update_period=10, num_samples=1, \
      hessian_distribution="gaussian", eps=1e-12, maximize=False, foreach=None)
      """, inert: ["foreach"]
    ) { (a) throws(SpecError) in
      var rule = Sophia()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.weightDecay = try a.switchedDecay()
      rule.scale = 1
      rule.clip = try a.number("p")
      rule.period = try a.positive("update_period")
      rule.samples = try a.positive("num_samples")
      rule.distribution = try a.distribution()
      rule.epsilon = try a.number("eps")
      return rule
    },
  ]
}

extension BoundArguments {
  fileprivate mutating func distribution() throws(SpecError) -> AdaHessian.Distribution {
    try text("hessian_distribution", among: ["rademacher", "gaussian"]) == "gaussian"
      ? .gaussian : .signs
  }
}
