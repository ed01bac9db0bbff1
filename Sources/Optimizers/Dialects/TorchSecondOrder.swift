extension Dialects {
  /// The optimizers of `torch.optim` that call the objective themselves.
  static let torchSecondOrder: [DialectEntry] = [
    DialectEntry(
      """
      LBFGS(params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, \
      tolerance_change=1e-09, history_size=100, line_search_fn=None, *, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = LBFGS()
      rule.learningRate = try a.rate("lr")
      rule.iterations = try a.positive("max_iter")
      let isLimited = a.value("max_eval") != .none
      rule.evaluations =
        isLimited ? try a.positive("max_eval") : rule.iterations * 5 / 4
      rule.gradientTolerance = try a.number("tolerance_grad")
      rule.changeTolerance = try a.number("tolerance_change")
      rule.history = try a.positive("history_size")
      switch a.value("line_search_fn") {
      case .none: rule.lineSearch = .none
      case .text("strong_wolfe"): rule.lineSearch = .wolfe
      default: throw a.wrong("line_search_fn", "\"strong_wolfe\" or None")
      }
      rule.reusesGradient = false
      return rule
    }
  ]
}
