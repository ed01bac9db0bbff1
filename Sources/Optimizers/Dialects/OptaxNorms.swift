extension Dialects {
  /// The aliases of `optax` that measure norms, layer by layer.
  static let optaxNorms: [DialectEntry] = [
    DialectEntry(
      """
      lars(learning_rate, weight_decay=0.0, weight_decay_mask=True, trust_coefficient=0.001, \
      eps=0.0, trust_ratio_mask=True, momentum=0.9, nesterov=False)
      """
    ) { (a) throws(SpecError) in
      var rule = LARS()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.decay = try a.number("weight_decay")
      rule.trust = try a.number("trust_coefficient")
      rule.epsilon = try a.number("eps")
      rule.momentum = try a.number("momentum")
      rule.nesterov = try a.flag("nesterov")
      rule.denominator = .normOfSum
      for mask in ["weight_decay_mask", "trust_ratio_mask"] {
        guard try a.flag(mask) else { throw a.wrong(mask, "True") }
      }
      return rule
    },
    DialectEntry(
      """
      lamb(learning_rate, b1=0.9, b2=0.999, eps=1e-06, eps_root=0.0, weight_decay=0.0, mask=None)
      """
    ) { (a) throws(SpecError) in
      var rule = LAMB()
      try a.readMoments(into: &rule)
      rule.epsilonRoot = try a.number("eps_root")
      rule.decay = try a.number("weight_decay")
      return rule
    },
    DialectEntry(
      """
      novograd(learning_rate, b1=0.9, b2=0.25, eps=1e-06, eps_root=0.0, weight_decay=0.0)
      """
    ) { (a) throws(SpecError) in
      var rule = NovoGrad()
      try a.readMoments(into: &rule)
      rule.epsilonRoot = try a.number("eps_root")
      rule.decay = try a.number("weight_decay")
      return rule
    },
    DialectEntry("fromage(learning_rate, min_norm=1e-06)") { (a) throws(SpecError) in
      var rule = Fromage()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.smallestNorm = try a.number("min_norm")
      return rule
    },
  ]
}
