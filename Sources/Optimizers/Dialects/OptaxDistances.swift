extension Dialects {
  /// The aliases of `optax` that find their rate by distances and losses.
  static let optaxDistances: [DialectEntry] = [
    DialectEntry(
      """
      polyak_sgd(max_learning_rate=1.0, scaling=1.0, f_min=0.0, eps=0.0, variant="sps")
      """
    ) { (a) throws(SpecError) in
      var rule = PolyakStep()
      rule.learningRate = try a.rate("max_learning_rate")
      rule.scale = try a.number("scaling")
      rule.leastValue = try a.number("f_min")
      rule.epsilon = try a.number("eps")
      switch a.value("variant") {
      case .text("sps"): rule.staysAbove = false
      case .text("sps+"): rule.staysAbove = true
      default: throw a.wrong("variant", "\"sps\" or \"sps+\"")
      }
      return rule
    },
    DialectEntry(
      """
      momo(learning_rate=1.0, beta=0.9, lower_bound=0.0, weight_decay=0.0, \
      adapt_lower_bound=False)
      """
    ) { (a) throws(SpecError) in
      var rule = MoMo()
      rule.learningRate = try a.rate("learning_rate")
      rule.beta = try a.number("beta")
      rule.leastValue = try a.number("lower_bound")
      rule.decay = try a.number("weight_decay")
      rule.adaptsLeastValue = try a.flag("adapt_lower_bound")
      return rule
    },
    DialectEntry(
      """
      momo_adam(learning_rate=0.01, b1=0.9, b2=0.999, eps=1e-08, lower_bound=0.0, \
      weight_decay=0.0, adapt_lower_bound=False)
      """
    ) { (a) throws(SpecError) in
      var rule = MoMoAdam()
      try a.readMoments(into: &rule)
      rule.leastValue = try a.number("lower_bound")
      rule.decay = try a.number("weight_decay")
      rule.adaptsLeastValue = try a.flag("adapt_lower_bound")
      return rule
    },
    DialectEntry(
      """
      dog(learning_rate=1.0, init_step=("heuristic", 1e-06), eps=1e-08, weight_decay=None, \
      mask=None)
      """
    ) { (a) throws(SpecError) in
      var rule = DoG()
      rule.learningRate = try a.rate("learning_rate")
      (rule.beginning, rule.first) = try a.beginning("init_step")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    DialectEntry(
      """
      dowg(learning_rate=1.0, init_estim_sq_dist=None, eps=0.0001, weight_decay=None, mask=None)
      """
    ) { (a) throws(SpecError) in
      var rule = DoWG()
      rule.learningRate = try a.rate("learning_rate")
      rule.epsilon = try a.number("eps")
      rule.firstSquare = try a.optionalNumber("init_estim_sq_dist") ?? rule.epsilon
      rule.weightDecay = try a.l2("weight_decay")
      return rule
    },
    DialectEntry(
      """
      prodigy(learning_rate=1.0, betas=(0.9, 0.999), beta3=None, eps=1e-08, estim_lr0=1e-06, \
      estim_lr_coef=1.0, weight_decay=0.0, safeguard_warmup=False)
      """
    ) { (a) throws(SpecError) in
      var rule = Prodigy()
      rule.learningRate = try a.rate("learning_rate")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.beta3 = try a.optionalNumber("beta3") ?? 0
      rule.epsilon = try a.number("eps")
      rule.firstDistance = try a.number("estim_lr0")
      rule.distanceScale = try a.number("estim_lr_coef")
      rule.weightDecay = try a.decoupled("weight_decay")
      rule.guardsWarmup = try a.flag("safeguard_warmup")
      rule.correctsBias = true
      return rule
    },
    DialectEntry(
      """
      dadapt_adamw(learning_rate=1.0, betas=(0.9, 0.999), eps=1e-08, estim_lr0=1e-06, \
      weight_decay=0.0)
      """
    ) { (a) throws(SpecError) in
      var rule = DAdaptAdam()
      rule.learningRate = try a.rate("learning_rate")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.epsilon = try a.number("eps")
      rule.firstDistance = try a.number("estim_lr0")
      rule.weightDecay = try a.decoupled("weight_decay")
      rule.correctsBias = true
      return rule
    },
  ]
}

extension BoundArguments {
  /// optax' `init_step`: a pair of a kind and a number.
  mutating func beginning(_ name: String) throws(SpecError) -> (DoG.Beginning, Double) {
    guard case .list(let pair) = value(name), pair.count == 2, case .text(let kind) = pair[0],
      case .number(let number) = pair[1]
    else { throw wrong(name, "a pair such as (\"heuristic\", 1e-6)") }
    switch kind {
    case "heuristic": return (.relativeDistance, number)
    case "distance": return (.distance, number)
    case "learning_rate": return (.rate, number)
    default: throw wrong(name, "\"heuristic\", \"distance\" or \"learning_rate\" and a number")
    }
  }
}
