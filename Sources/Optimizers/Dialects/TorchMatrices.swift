extension Dialects {
  /// The optimizers of `torch.optim` that tell matrices from vectors.
  static let torchMatrices: [DialectEntry] = [
    DialectEntry(
      """
      Adafactor(params, lr=0.01, beta2_decay=-0.8, eps=(None, 0.001), d=1.0, weight_decay=0.0, *, \
      foreach=None, maximize=False)
      """, inert: ["foreach"]
    ) { (a) throws(SpecError) in
      var rule = Adafactor()
      rule.learningRate = try a.rate("lr")
      rule.decay = try a.number("beta2_decay")
      (rule.epsilon, rule.smallestScale) = try a.epsilons()
      rule.clip = try a.number("d")
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    DialectEntry(
      """
      Muon(params, lr=0.001, weight_decay=0.1, momentum=0.95, nesterov=True, \
      ns_coefficients=(3.4445, -4.775, 2.0315), eps=1e-07, ns_steps=5, adjust_lr_fn=None)
      """
    ) { (a) throws(SpecError) in
      var rule = Muon()
      rule.learningRate = try a.rate("lr")
      rule.weightDecay = try a.decoupled("weight_decay")
      rule.momentum = try a.number("momentum")
      rule.nesterov = try a.flag("nesterov")
      rule.coefficients = try a.numbers("ns_coefficients", count: 3)
      rule.epsilon = try a.number("eps")
      rule.epsilonUse = .floor
      rule.iterations = try a.positive("ns_steps")
      rule.precision = .bfloat16
      if a.value("adjust_lr_fn") != .none {
        switch try a.text(
          "adjust_lr_fn", among: ["original", "match_rms_adamw", "spectral_unclamped"])
        {
        case "match_rms_adamw": rule.scale = .largest
        case "spectral_unclamped": rule.scale = .ratio
        default: rule.scale = .rows
        }
      }
      return rule
    },
  ]
}

extension BoundArguments {
  /// `(None, 0.001)`, where None is the rounding of the parameters' numbers.
  fileprivate mutating func epsilons() throws(SpecError) -> (Double, Double) {
    guard case .list(let values) = value("eps"), values.count == 2,
      case .number(let second) = values[1]
    else { throw wrong("eps", "a pair such as (None, 0.001)") }
    switch values[0] {
    case .none: return (0, second)
    case .number(let first): return (first, second)
    default: throw wrong("eps", "a pair such as (None, 0.001)")
    }
  }
}
