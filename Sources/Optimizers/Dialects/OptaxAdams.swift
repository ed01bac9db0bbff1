extension Dialects {
  /// The aliases of `optax` around Adam; their weight decay is always decoupled.
  static let optaxAdams: [DialectEntry] = [
    adam("adam", decay: nil, nesterov: false),
    adam("adamw", decay: "0.0001", nesterov: false),
    adam("nadam", decay: nil, nesterov: true),
    adam("nadamw", decay: "0.0001", nesterov: true),
    DialectEntry(
      """
      amsgrad(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, \
      bias_correction_mu=True, bias_correction_nu=True)
      """
    ) { (a) throws(SpecError) in
      var rule = AMSGrad()
      try a.readMoments(into: &rule)
      rule.epsilonRoot = try a.number("eps_root")
      rule.maximum = .corrected
      let corrects = try a.flag("bias_correction_mu")
      guard try a.flag("bias_correction_nu") == corrects else {
        throw a.wrong("bias_correction_nu", "the same as bias_correction_mu")
      }
      if !corrects { (rule.correction, rule.maximum) = (.none, .raw) }
      return rule
    },
    DialectEntry("adamax(learning_rate, b1=0.9, b2=0.999, eps=1e-08)") {
      (a) throws(SpecError) in
      var rule = Adamax()
      try a.readMoments(into: &rule)
      return rule
    },
    DialectEntry(
      "adamaxw(learning_rate, b1=0.9, b2=0.999, eps=1e-08, weight_decay=0.0001, mask=None)"
    ) { (a) throws(SpecError) in
      var rule = Adamax()
      try a.readMoments(into: &rule)
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    DialectEntry(
      """
      adabelief(learning_rate, b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16, *, nesterov=False)
      """
    ) { (a) throws(SpecError) in
      var rule = AdaBelief()
      try a.readMoments(into: &rule)
      rule.recursionEpsilon = try a.number("eps_root")
      rule.nesterov = try a.flag("nesterov")
      return rule
    },
    DialectEntry(
      """
      radam(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, threshold=5.0, *, \
      nesterov=False)
      """
    ) { (a) throws(SpecError) in
      var rule = RAdam()
      try a.readMoments(into: &rule)
      rule.epsilonRoot = try a.number("eps_root")
      rule.threshold = try a.number("threshold")
      rule.nesterov = try a.flag("nesterov")
      rule.correction = .beforeEpsilon
      return rule
    },
    DialectEntry("yogi(learning_rate, b1=0.9, b2=0.999, eps=0.001)") {
      (a) throws(SpecError) in
      var rule = Yogi()
      try a.readMoments(into: &rule)
      return rule
    },
    DialectEntry(
      """
      adan(learning_rate, b1=0.98, b2=0.92, b3=0.99, eps=1e-08, eps_root=1e-08, \
      weight_decay=0.0, mask=None)
      """
    ) { (a) throws(SpecError) in
      var rule = Adan()
      try a.readMoments(into: &rule)
      rule.beta3 = try a.number("b3")
      rule.epsilonRoot = try a.number("eps_root")
      rule.differenceWeight = .complement
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    DialectEntry(
      "lion(learning_rate, b1=0.9, b2=0.99, mu_dtype=None, weight_decay=0.001, mask=None)"
    ) { (a) throws(SpecError) in
      var rule = Lion()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.beta1 = try a.number("b1")
      rule.beta2 = try a.number("b2")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    DialectEntry(
      """
      optimistic_adam(learning_rate, optimism=None, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, \
      mu_dtype=None, *, nesterov=True)
      """
    ) { (a) throws(SpecError) in
      var rule = OptimisticAdam()
      try a.readMoments(into: &rule)
      rule.epsilonRoot = try a.number("eps_root")
      rule.nesterov = try a.flag("nesterov")
      if let optimism = try a.optionalNumber("optimism") {
        rule.beta = optimism / rule.learningRate.base
      }
      return rule
    },
    DialectEntry(
      """
      optimistic_adam_v2(learning_rate, *, alpha=1.0, beta=1.0, b1=0.9, b2=0.999, eps=1e-08, \
      eps_root=0.0, mu_dtype=None, nesterov=True)
      """
    ) { (a) throws(SpecError) in
      var rule = OptimisticAdam()
      try a.readMoments(into: &rule)
      rule.alpha = try a.number("alpha")
      rule.beta = try a.number("beta")
      rule.epsilonRoot = try a.number("eps_root")
      rule.nesterov = try a.flag("nesterov")
      return rule
    },
  ]

  /// The four names of one function of optax, which differ in two defaults.
  private static func adam(_ name: String, decay: String?, nesterov: Bool) -> DialectEntry {
    let decayed = decay.map { "weight_decay=\($0), mask=None, " } ?? ""
    return DialectEntry(
      """
      \(name)(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, \
      \(decayed)*, nesterov=\(nesterov ? "True" : "False"))
      """
    ) { (a) throws(SpecError) in
      let strength = try decay == nil ? WeightDecay.none : a.decoupled("weight_decay")
      if try a.flag("nesterov") {
        var rule = Nadam()
        try a.readMoments(into: &rule)
        rule.epsilonRoot = try a.number("eps_root")
        rule.momentumDecay = .infinity
        rule.weightDecay = strength
        return rule
      }
      var rule = Adam()
      try a.readMoments(into: &rule)
      rule.epsilonRoot = try a.number("eps_root")
      rule.weightDecay = strength
      return rule
    }
  }
}
