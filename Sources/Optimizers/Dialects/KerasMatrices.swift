extension Dialects {
  /// The optimizers of `keras.optimizers` that tell matrices from vectors.
  static let kerasMatrices: [DialectEntry] = [
    kerasEntry(
      "Adafactor",
      """
      learning_rate=0.001, beta_2_decay=-0.8, epsilon_1=1e-30, epsilon_2=0.001, \
      clip_threshold=1.0, relative_step=True, weight_decay=None
      """
    ) { (a) throws(SpecError) in
      var rule = Adafactor()
      rule.learningRate = try a.rate("learning_rate")
      rule.decay = try a.number("beta_2_decay")
      rule.epsilon = try a.number("epsilon_1")
      rule.epsilonUse = .added
      rule.smallestScale = try a.number("epsilon_2")
      rule.clip = try a.number("clip_threshold")
      // Keras bounds the rate by 1 / √t whatever `relative_step` says.
      _ = try a.flag("relative_step")
      rule.decaysFirst = true
      rule.weightDecay = try a.decoupled("weight_decay")
      return rule
    },
    kerasEntry(
      "Muon",
      """
      learning_rate=0.001, adam_beta_1=0.9, adam_beta_2=0.999, adam_weight_decay=0.004, \
      epsilon=1e-07, weight_decay=0.004, exclude_layers=None, exclude_embeddings=True, \
      muon_a=3.4445, muon_b=-4.775, muon_c=2.0315, adam_lr_ratio=1, momentum=0.95, ns_steps=5, \
      nesterov=True, rms_rate=0.2
      """
    ) { (a) throws(SpecError) in
      var rule = Muon()
      rule.learningRate = try a.rate("learning_rate")
      rule.weightDecay = try a.decoupled("weight_decay")
      rule.momentum = try a.number("momentum")
      rule.velocity = .sum
      rule.nesterov = try a.flag("nesterov")
      rule.coefficients = [
        try a.number("muon_a"), try a.number("muon_b"), try a.number("muon_c"),
      ]
      rule.iterations = try a.positive("ns_steps")
      let size = try a.optionalNumber("rms_rate")
      rule.scale = size == nil ? .none : .largest
      rule.rootMeanSquare = size ?? rule.rootMeanSquare
      rule.vectors.rate = try a.number("adam_lr_ratio")
      rule.vectors.beta1 = try a.number("adam_beta_1")
      rule.vectors.beta2 = try a.number("adam_beta_2")
      rule.vectors.epsilon = try a.number("epsilon")
      // The decay of a vector follows the whole learning rate, not its own share.
      let decay = try a.optionalNumber("adam_weight_decay") ?? 0
      rule.vectors.decay = rule.vectors.rate == 0 ? 0 : decay / rule.vectors.rate
      rule.vectors.correction = .afterEpsilon
      // No layer of ours is an embedding.
      _ = a.value("exclude_embeddings")
      return rule
    },
  ]
}
