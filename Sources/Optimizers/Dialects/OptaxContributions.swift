extension Dialects {
  /// `optax.contrib`, as far as its rules treat each parameter by itself.
  static let optaxContributions: [DialectEntry] = [
    DialectEntry(
      """
      acprop(learning_rate, b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16, weight_decay=0.0, \
      mask=None)
      """
    ) { (a) throws(SpecError) in
      var rule = ACProp()
      try a.readMoments(into: &rule)
      rule.recursionEpsilon = try a.number("eps_root")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    DialectEntry(
      """
      ademamix(learning_rate, b1=0.9, b2=0.999, b3=0.9999, alpha=5.0, eps=1e-08, eps_root=0.0, \
      mu_dtype=None, weight_decay=0.0, mask=None)
      """
    ) { (a) throws(SpecError) in
      var rule = AdEMAMix()
      try a.readMoments(into: &rule)
      rule.beta3 = try a.number("b3")
      rule.alpha = try a.number("alpha")
      rule.epsilonRoot = try a.number("eps_root")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    DialectEntry(
      """
      simplified_ademamix(learning_rate, b1=0.99, b2=0.95, alpha=0.0, eps=1e-08, eps_root=0.0, \
      weight_decay=0.0, mask=None)
      """
    ) { (a) throws(SpecError) in
      var rule = SimplifiedAdEMAMix()
      try a.readMoments(into: &rule)
      rule.alpha = try a.number("alpha")
      rule.epsilonRoot = try a.number("eps_root")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    DialectEntry(
      """
      adopt(learning_rate, b1=0.9, b2=0.9999, eps=1e-06, mu_dtype=None, *, nesterov=False, \
      use_clipping=True, clip_value_fn=None)
      """
    ) { (a) throws(SpecError) in
      var rule = ADOPT()
      try a.readMoments(into: &rule)
      rule.nesterov = try a.flag("nesterov")
      rule.clipping = try a.flag("use_clipping") ? .finishedSteps : .none
      return rule
    },
    DialectEntry(
      "cocob(learning_rate=1.0, alpha=100.0, eps=1e-08, weight_decay=0.0, mask=None)"
    ) { (a) throws(SpecError) in
      var rule = COCOB()
      rule.learningRate = try a.rate("learning_rate")
      rule.alpha = try a.number("alpha")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    DialectEntry("madgrad(learning_rate, momentum=0.9, weight_decay=0.0, eps=1e-06)") {
      (a) throws(SpecError) in
      var rule = MADGRAD()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.momentum = try a.number("momentum")
      rule.epsilon = try a.number("eps")
      rule.weightPrecision = .single
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
  ]
}
