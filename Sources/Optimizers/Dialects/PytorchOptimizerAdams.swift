extension Dialects {
  /// pytorch-optimizer's relatives of Adam.
  static let pytorchOptimizerAdams: [DialectEntry] = [
    pytorchOptimizer(
      """
      ADOPT(params, lr=0.001, betas=(0.9, 0.9999), clip_lambda=fourth_root, weight_decay=0.0, \
      weight_decouple=False, fixed_decay=False, foreach=None, eps=1e-06, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = ADOPT()
      try a.readTorchMoments(into: &rule)
      // The library's own is a lambda: the fourth root of the step.
      let clipping = a.value("clip_lambda")
      guard clipping == .none || clipping == .name("fourth_root") else {
        throw a.wrong("clip_lambda", "None, or left out")
      }
      rule.clipping = clipping == .none ? .none : .currentStep
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      AdEMAMix(params, lr=0.001, betas=(0.9, 0.999, 0.9999), weight_decay=0.0, \
      weight_decouple=False, fixed_decay=False, alpha=5.0, t_alpha_beta3=None, eps=1e-08, \
      maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = AdEMAMix()
      rule.beta3 = try a.readTorchMoments(into: &rule, betas: 3)[2]
      rule.alpha = try a.number("alpha")
      rule.warmup = try a.optionalNumber("t_alpha_beta3") ?? 0
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      AdaBelief(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, rectify=False, n_sma_threshold=5, degenerated_to_sgd=True, \
      ams_bound=False, foreach=None, eps=1e-16, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = AdaBelief()
      try a.readTorchMoments(into: &rule)
      rule.recursionEpsilon = rule.epsilon
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      AdaBound(params, lr=0.001, final_lr=0.1, betas=(0.9, 0.999), gamma=0.001, \
      weight_decay=0.0, weight_decouple=True, fixed_decay=False, ams_bound=False, eps=1e-08, \
      maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = AdaBound()
      try a.readTorchMoments(into: &rule)
      rule.finalRate = try a.number("final_lr")
      rule.gamma = try a.number("gamma")
      rule.maximum = try a.flag("ams_bound")
      rule.epsilonRoot = pytorchOptimizerRootEpsilon
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      AdaMod(params, lr=0.001, betas=(0.9, 0.99, 0.9999), weight_decay=0.0, \
      weight_decouple=True, fixed_decay=False, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = AdaMod()
      rule.beta3 = try a.readTorchMoments(into: &rule, betas: 3)[2]
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      AdaPNM(params, lr=0.001, betas=(0.9, 0.999, 1.0), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, ams_bound=True, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = AdaPNM()
      rule.gamma = try a.readTorchMoments(into: &rule, betas: 3)[2]
      rule.maximum = try a.flag("ams_bound")
      rule.epsilonRoot = pytorchOptimizerRootEpsilon
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      Adan(params, lr=0.001, betas=(0.98, 0.92, 0.99), weight_decay=0.0, weight_decouple=False, \
      max_grad_norm=0.0, foreach=None, eps=1e-08, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = Adan()
      rule.beta3 = try a.readTorchMoments(into: &rule, betas: 3)[2]
      let strength = try a.number("weight_decay")
      let isDecoupled = try a.flag("weight_decouple")
      if strength != 0 {
        rule.weightDecay = isDecoupled ? .decoupled(strength) : .proximal(strength)
      }
      return rule
    },
    pytorchOptimizer(
      """
      DiffGrad(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, rectify=False, n_sma_threshold=5, degenerated_to_sgd=True, \
      ams_bound=False, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = DiffGrad()
      try a.readTorchMoments(into: &rule)
      rule.epsilonRoot = pytorchOptimizerRootEpsilon
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      Grams(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, \
      eps=1e-06, maximize=False, foreach=False)
      """
    ) { (a) throws(SpecError) in
      var rule = Grams()
      try a.readTorchMoments(into: &rule)
      rule.weightDecay = try a.lateDecay(fixable: false)
      return rule
    },
    pytorchOptimizer(
      """
      LaProp(params, lr=0.0004, betas=(0.9, 0.999), centered=False, \
      steps_before_using_centered=10, weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, ams_bound=False, eps=1e-15, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = LaProp()
      try a.readTorchMoments(into: &rule)
      rule.epsilonRoot = pytorchOptimizerRootEpsilon
      rule.scalePrecision = .single
      return rule
    },
    pytorchOptimizer(
      """
      PAdam(params, lr=0.1, betas=(0.9, 0.999), partial=0.25, weight_decay=0.0, \
      weight_decouple=False, fixed_decay=False, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = Padam()
      try a.readTorchMoments(into: &rule)
      rule.partial = try a.number("partial")
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      QHAdam(params, lr=0.001, betas=(0.9, 0.999), nus=(1.0, 1.0), weight_decay=0.0, \
      weight_decouple=False, fixed_decay=False, eps=1e-08, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = QHAdam()
      try a.readTorchMoments(into: &rule)
      (rule.nu1, rule.nu2) = try a.pair("nus")
      rule.weightPrecision = .single
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
    pytorchOptimizer(
      """
      RAdam(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, \
      fixed_decay=False, n_sma_threshold=5, degenerated_to_sgd=False, eps=1e-08, \
      maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = RAdam()
      try a.readTorchMoments(into: &rule)
      rule.threshold = try a.number("n_sma_threshold")
      rule.beginning = try a.flag("degenerated_to_sgd") ? .momentum : .still
      return rule
    },
    pytorchOptimizer(
      """
      Yogi(params, lr=0.01, betas=(0.9, 0.999), initial_accumulator=1e-06, weight_decay=0.0, \
      weight_decouple=True, fixed_decay=False, eps=0.001, maximize=False, foreach=None)
      """
    ) { (a) throws(SpecError) in
      var rule = Yogi()
      try a.readTorchMoments(into: &rule)
      rule.initialAccumulator = try a.number("initial_accumulator")
      rule.weightDecay = try a.switchedDecay()
      return rule
    },
  ]
}
