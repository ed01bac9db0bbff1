extension Dialects {
  /// The optimizers of `pytorch_optimizer` that tell matrices from vectors.
  static let pytorchOptimizerMatrices: [DialectEntry] = [
    DialectEntry(
      """
      Shampoo(params, lr=0.001, momentum=0.0, weight_decay=0.0, weight_decouple=False, \
      fixed_decay=False, preconditioning_compute_steps=1, matrix_eps=1e-06, maximize=False)
      """
    ) { (a) throws(SpecError) in
      var rule = Shampoo()
      rule.learningRate = try a.rate("lr")
      rule.momentum = try a.number("momentum")
      rule.weightDecay = try a.switchedDecay()
      rule.period = try a.positive("preconditioning_compute_steps")
      rule.epsilon = try a.number("matrix_eps")
      return rule
    },
    DialectEntry(
      """
      SOAP(params, lr=0.003, betas=(0.95, 0.95), shampoo_beta=None, weight_decay=0.01, \
      precondition_frequency=10, max_precondition_dim=10000, merge_dims=False, \
      precondition_1d=False, correct_bias=True, normalize_gradient=False, \
      data_format="channels_first", eps=1e-08, maximize=False)
      """, inert: ["data_format"]
    ) { (a) throws(SpecError) in
      var rule = SOAP()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.basisBeta = try a.optionalNumber("shampoo_beta") ?? -1
      rule.weightDecay = try a.number("weight_decay")
      rule.period = try a.positive("precondition_frequency")
      rule.largest = try a.positive("max_precondition_dim")
      rule.turnsVectors = try a.flag("precondition_1d")
      rule.correctsBias = try a.flag("correct_bias")
      rule.normalizes = try a.flag("normalize_gradient")
      rule.epsilon = try a.number("eps")
      return rule
    },
  ]
}
