extension Dialects {
  /// The optimizers of `optax` that ask for values along a line or for curvature.
  static let optaxSecondOrder: [DialectEntry] = [
    DialectEntry(
      """
      lbfgs(learning_rate=None, memory_size=10, scale_init_precond=True, \
      linesearch=optax.scale_by_zoom_linesearch(max_linesearch_steps=20, \
      initial_guess_strategy="one"))
      """
    ) { (a) throws(SpecError) in
      var rule = LBFGS()
      if a.value("learning_rate") != .none { rule.learningRate = try a.rate("learning_rate") }
      rule.history = try a.positive("memory_size")
      rule.firstStep = try a.flag("scale_init_precond") ? .norm : .full
      rule.scalesDirection = rule.firstStep == .norm
      rule.pairs = .all
      (rule.gradientTolerance, rule.changeTolerance) = (0, 0)
      switch a.value("linesearch") {
      case .none: rule.lineSearch = .none
      case .call(let search): try zoom(search, &rule, a)
      default: throw a.wrong("linesearch", "None or optax.scale_by_zoom_linesearch(…)")
      }
      return rule
    },
    DialectEntry(
      """
      sophia(learning_rate, b1=0.965, b2=0.99, eps=1e-08, weight_decay=0.0001, \
      weight_decay_mask=None, gamma=0.01, clip_threshold=1.0, update_interval=10, \
      hessian_diagonal_fn=None, mu_dtype=None, verbose=False, print_win_rate_every_n_steps=0)
      """, inert: ["verbose", "print_win_rate_every_n_steps"]
    ) { (a) throws(SpecError) in
      var rule = Sophia()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.beta1 = try a.number("b1")
      rule.beta2 = try a.number("b2")
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.decoupled("weight_decay")
      rule.scale = try a.number("gamma")
      rule.clip = try a.optionalNumber("clip_threshold") ?? .infinity
      rule.period = try a.positive("update_interval")
      rule.correction = .beforeEpsilon
      rule.curvature = .delayed
      return rule
    },
  ]

  private static func zoom(
    _ call: SpecCall, _ rule: inout LBFGS, _ outer: BoundArguments
  ) throws(SpecError) {
    let search = LibraryCall<LBFGS>(
      """
      optax.scale_by_zoom_linesearch(max_linesearch_steps, max_learning_rate=None, tol=0.0, \
      increase_factor=2.0, slope_rtol=0.0001, curv_rtol=0.9, approx_dec_rtol=1e-06, \
      stepsize_precision=1e-05, initial_guess_strategy="keep", verbose=False)
      """, inert: ["verbose"]
    ) { (a) throws(SpecError) in
      var rule = LBFGS()
      rule.lineSearch = .zoom
      // The evaluation at the start of a step is not the search's.
      rule.evaluations = try a.positive("max_linesearch_steps") + 1
      rule.decrease = try a.number("slope_rtol")
      rule.flatness = try a.number("curv_rtol")
      _ = try a.text("initial_guess_strategy", among: ["one"])
      return rule
    }
    guard call.name == search.name else {
      throw outer.wrong("linesearch", "None or optax.scale_by_zoom_linesearch(…)")
    }
    let found = try search.product(of: call, line: outer.line)
    rule.lineSearch = found.lineSearch
    rule.evaluations = found.evaluations
    (rule.decrease, rule.flatness) = (found.decrease, found.flatness)
  }
}
