extension Dialects {
  /// The optimizers of `optax` that tell matrices from vectors.
  static let optaxMatrices: [DialectEntry] = [
    DialectEntry(
      """
      adafactor(learning_rate=None, min_dim_size_to_factor=128, decay_rate=0.8, decay_offset=0, \
      multiply_by_parameter_scale=True, clipping_threshold=1.0, momentum=None, \
      dtype_momentum=None, weight_decay_rate=None, eps=1e-30, factored=True, \
      weight_decay_mask=None)
      """, inert: ["dtype_momentum"]
    ) { (a) throws(SpecError) in
      var rule = Adafactor()
      rule.learningRate = a.value("learning_rate") == .none ? 1.0 : try a.rate("learning_rate")
      rule.rate = .absolute
      rule.decay = -(try a.number("decay_rate"))
      rule.decayPrecision = .single
      rule.epsilon = try a.number("eps")
      rule.epsilonUse = .added
      rule.scalesByParameters = try a.flag("multiply_by_parameter_scale")
      rule.clip = try a.optionalNumber("clipping_threshold") ?? .infinity
      rule.momentum = try a.optionalNumber("momentum") ?? 0
      let smallest = try a.positive("min_dim_size_to_factor")
      rule.smallestFactored = try a.flag("factored") ? smallest : .max
      guard try a.number("decay_offset") == 0 else { throw a.wrong("decay_offset", "0") }
      // This decay does not know the learning rate.
      let decay = try a.optionalNumber("weight_decay_rate") ?? 0
      rule.weightDecay = decay == 0 ? .none : .fixed(decay)
      return rule
    },
    DialectEntry(
      """
      muon(learning_rate, ns_coeffs=(3.4445, -4.775, 2.0315), ns_steps=5, beta=0.95, eps=1e-08, \
      weight_decay=0.0, weight_decay_mask=None, mu_dtype=None, *, nesterov=True, adaptive=False, \
      preconditioning="frobenius", adam_b1=0.9, adam_b2=0.999, adam_eps_root=0.0, \
      adam_weight_decay=0.0, adam_learning_rate=None, muon_weight_dimension_numbers=None, \
      consistent_rms=None)
      """, inert: ["mu_dtype"]
    ) { (a) throws(SpecError) in
      var rule = Muon()
      rule.learningRate = try a.rate("learning_rate", or: rule.learningRate)
      rule.coefficients = try a.coefficients()
      rule.iterations = try a.positive("ns_steps")
      let spare = rule.coefficients.count / 3 - rule.iterations
      if rule.coefficients.count > 3, spare > 0 { rule.coefficients.removeFirst(3 * spare) }
      rule.momentum = try a.number("beta")
      rule.velocity = .corrected
      rule.epsilon = try a.number("eps")
      rule.weightDecay = try a.decoupled("weight_decay")
      rule.nesterov = try a.flag("nesterov")
      rule.adaptive = try a.flag("adaptive")
      _ = try a.text("preconditioning", among: ["frobenius"])
      let size = try a.optionalNumber("consistent_rms")
      rule.scale = size == nil ? .columns : .largest
      rule.rootMeanSquare = size ?? rule.rootMeanSquare
      let own = try a.optionalNumber("adam_learning_rate")
      rule.vectors.rate = own.map { $0 / rule.learningRate.base } ?? 1
      rule.vectors.beta1 = try a.number("adam_b1")
      rule.vectors.beta2 = try a.number("adam_b2")
      rule.vectors.epsilon = rule.epsilon
      rule.vectors.decay = try a.number("adam_weight_decay")
      rule.vectors.nesterov = rule.nesterov
      guard try a.number("adam_eps_root") == 0 else { throw a.wrong("adam_eps_root", "0") }
      return rule
    },
  ]
}

/// The polynomials of the optimizer Dion, one a step.
private let dion: [Double] = [
  4.0848, -6.8946, 2.927, 3.9505, -6.3029, 2.6377, 3.7418, -5.5913, 2.3037, 2.8769, -3.1427, 1.2046,
  2.8366, -3.0525, 1.2012,
]

extension BoundArguments {
  /// Three numbers, a list of such, or the name of a list.
  fileprivate mutating func coefficients() throws(SpecError) -> [Double] {
    switch value("ns_coeffs") {
    case .text("standard"): return Muon().coefficients
    case .text("dion"): return dion
    case .list(let rows):
      let numbers = rows.flatMap { row -> [Double] in
        if case .number(let number) = row { return [number] }
        guard case .numbers(let numbers) = row.asHyperparameter else { return [] }
        return numbers
      }
      guard numbers.count >= 3, numbers.count.isMultiple(of: 3) else { break }
      return numbers
    default: break
    }
    throw wrong("ns_coeffs", "three numbers, a list of such, \"standard\" or \"dion\"")
  }
}
