extension Dialects {
  /// pytorch-optimizer's rules that find their rate by a distance.
  static let pytorchOptimizerDistances: [DialectEntry] = [
    pytorchOptimizer(
      """
      Prodigy(params, lr=1.0, betas=(0.9, 0.999), beta3=None, d0=1e-06, d_coef=1.0, \
      growth_rate=inf, weight_decay=0.0, weight_decouple=True, fixed_decay=False, \
      bias_correction=False, safeguard_warmup=False, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = Prodigy()
      try a.readTorchMoments(into: &rule)
      rule.beta3 = try a.optionalNumber("beta3") ?? 0
      rule.firstDistance = try a.number("d0")
      rule.distanceScale = try a.number("d_coef")
      rule.growth = try a.number("growth_rate")
      rule.correctsBias = try a.flag("bias_correction")
      rule.guardsWarmup = try a.flag("safeguard_warmup")
      rule.sumPrecision = .single
      rule.weightDecay = try a.switchedDecay(fixable: false)
      return rule
    },
    pytorchOptimizer(
      """
      DAdaptAdam(params, lr=1.0, betas=(0.9, 0.999), d0=1e-06, growth_rate=inf, \
      weight_decay=0.0, weight_decouple=False, fixed_decay=False, bias_correction=False, \
      eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = DAdaptAdam()
      try a.readTorchMoments(into: &rule)
      rule.firstDistance = try a.number("d0")
      rule.growth = try a.number("growth_rate")
      rule.correctsBias = try a.flag("bias_correction")
      rule.sumPrecision = .single
      rule.weightDecay = try a.switchedDecay(fixable: false)
      return rule
    },
    pytorchOptimizer(
      """
      DAdaptSGD(params, lr=1.0, momentum=0.9, d0=1e-06, growth_rate=inf, weight_decay=0.0, \
      weight_decouple=False, fixed_decay=False, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = DAdaptSGD()
      rule.learningRate = try a.rate("lr")
      rule.momentum = try a.number("momentum")
      rule.firstDistance = try a.number("d0")
      rule.growth = try a.number("growth_rate")
      rule.sumPrecision = .single
      rule.weightDecay = try a.switchedDecay(fixable: false)
      return rule
    },
  ]
}
