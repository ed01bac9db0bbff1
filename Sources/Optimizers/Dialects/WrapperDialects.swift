extension Dialects {
  /// The wrappers of `optax` around an optimizer that is written inside the call.
  static let optaxWrappers: [DialectEntry] = [
    DialectEntry(
      """
      MultiSteps(opt, every_k_schedule, use_grad_mean=True, should_skip_update_fn=None, \
      accumulator_dtype=None)
      """, inert: ["accumulator_dtype"]
    ) { (a) throws(SpecError) in
      var transform = Accumulation()
      transform.steps = try a.positive("every_k_schedule")
      transform.combination = try a.flag("use_grad_mean") ? .mean : .sum
      return Chain(try a.optimizer("opt"), [transform])
    },
    DialectEntry("lookahead(fast_optimizer, sync_period, slow_step_size, reset_state=False)") {
      (a) throws(SpecError) in
      var transform = Lookahead()
      transform.period = try a.positive("sync_period")
      transform.share = try a.number("slow_step_size")
      return Chain(try a.optimizer("fast_optimizer"), [transform])
    },
    DialectEntry(
      """
      sam(optimizer, adv_optimizer, sync_period=2, reset_state=True, opaque_mode=False, \
      batch_axis_name=None)
      """, inert: ["reset_state", "opaque_mode", "batch_axis_name"]
    ) { (a) throws(SpecError) in
      var settings = SharpnessAware.Neighbourhood()
      settings.epsilon = 0
      settings.radius = try a.normalizedAscent("adv_optimizer")
      guard try a.whole("sync_period") == 2 else { throw a.wrong("sync_period", "2") }
      return SharpnessAware(try a.optimizer("optimizer"), settings)
    },
  ]

  /// The rules of `pytorch_optimizer` that are made of several.
  static let pytorchOptimizerCompositions: [DialectEntry] = [
    DialectEntry(
      """
      Ranger(params, lr=0.001, betas=(0.95, 0.999), alpha=0.5, k=6, n_sma_threshold=5, \
      degenerated_to_sgd=False, weight_decay=0.0, weight_decouple=True, fixed_decay=False, \
      use_gc=True, gc_conv_only=False, eps=1e-05, maximize=False, foreach=None)
      """, inert: ["foreach"]
    ) { (a) throws(SpecError) in
      var rule = RAdam()
      rule.learningRate = try a.rate("lr")
      (rule.beta1, rule.beta2) = try a.pair("betas")
      rule.threshold = try a.number("n_sma_threshold")
      rule.beginning = try a.flag("degenerated_to_sgd") ? .momentum : .uphill
      rule.weightDecay = try a.switchedDecay()
      rule.epsilon = try a.number("eps")
      var lookahead = Lookahead()
      lookahead.period = try a.positive("k")
      lookahead.share = try a.number("alpha")
      var centralization = Centralization()
      centralization.units = .rows
      // With `gc_conv_only` no tensor of ours, which is at most a matrix, is centralized.
      let centralizes = try a.flag("use_gc")
      let onlyConvolutions = try a.flag("gc_conv_only")
      return Chain(
        rule, centralizes && !onlyConvolutions ? [centralization, lookahead] : [lookahead])
    },
    DialectEntry("Lookahead(optimizer, k=5, alpha=0.5, pullback_momentum=\"none\")") {
      (a) throws(SpecError) in
      var transform = Lookahead()
      transform.period = try a.positive("k")
      transform.share = try a.number("alpha")
      _ = try a.text("pullback_momentum", among: ["none"])
      return Chain(try a.optimizer("optimizer"), [transform])
    },
  ]
}

/// `pytorch_optimizer.SAM`, which takes a class and hands it the arguments that it does not know.
enum PytorchOptimizerWrappers {
  private static let signature =
    """
    SAM(params, base_optimizer, rho=0.05, adaptive=False, use_gc=False, perturb_eps=1e-12, \
    foreach=None)
    """

  static func read(_ call: SpecCall, line: String) throws(SpecError) -> OptimizerSpec.Reading? {
    guard call.name == "pytorch_optimizer.SAM" else { return nil }
    let own = try SpecParser.parse(signature)
    let names = own.arguments.compactMap { $0.label ?? $0.value.bareName }
    var outer = call
    outer.arguments = call.arguments.filter { $0.label.map(names.contains) ?? true }
    var arguments = try BoundArguments(outer, signature: own, line: line)
    guard case .name(let inner) = arguments.value("base_optimizer") else {
      throw arguments.wrong("base_optimizer", "the name of a class, such as torch.optim.SGD")
    }
    var settings = SharpnessAware.Neighbourhood()
    settings.radius = try arguments.number("rho")
    settings.adaptive = try arguments.flag("adaptive")
    settings.epsilon = try arguments.number("perturb_eps")
    try arguments.finish(ignoring: ["foreach"])
    let rest = SpecCall(
      name: inner, arguments: call.arguments.filter { !($0.label.map(names.contains) ?? true) })
    var reading = try OptimizerSpec.read(rest, line: line)
    guard let optimizer = reading.optimizer.adding(settings) else {
      throw arguments.wrong("base_optimizer", "an optimizer that takes one gradient a step")
    }
    reading.optimizer = optimizer
    reading.library = .pytorchOptimizer
    return reading
  }
}

extension BoundArguments {
  /// ρ of `optax.chain(optax.contrib.normalize(), optax.sgd(ρ))`.
  fileprivate mutating func normalizedAscent(_ name: String) throws(SpecError) -> Double {
    let reading: OptimizerSpec.Reading? =
      if case .call(let call) = value(name) { try OptaxChain.read(call, line: line) } else { nil }
    guard let chain = reading?.optimizer as? Chain, let rule = chain.core as? GradientDescent,
      chain.additions == ["normalize(0)"], rule.learningRate.rule == nil
    else {
      throw wrong(name, "optax.chain(optax.contrib.normalize(), optax.sgd(0.05))")
    }
    return rule.learningRate.base
  }

  /// Puts around `optimizer` what every Keras optimizer can be told to do besides.
  mutating func wrapAsKeras(_ optimizer: any Optimizer) throws(SpecError) -> any Optimizer {
    var transforms: [any Transform] = []
    let steps = try optionalNumber("gradient_accumulation_steps")
    if steps != nil {
      var transform = Accumulation()
      transform.steps = try positive("gradient_accumulation_steps")
      guard transform.steps > 1 else { throw wrong("gradient_accumulation_steps", "above 1") }
      guard optimizer.learningRate.rule == nil else {
        throw wrong("gradient_accumulation_steps", "None where the learning rate is a schedule")
      }
      transforms.append(transform)
    }
    transforms += try kerasClipping()
    if try flag("use_ema") {
      guard steps == nil else { throw wrong("use_ema", "False where gradients are accumulated") }
      var transform = MovingAverage()
      transform.decay = try number("ema_momentum")
      transform.overwrite = Int(try optionalNumber("ema_overwrite_frequency") ?? 0)
      transforms.append(transform)
    } else {
      _ = (value("ema_momentum"), value("ema_overwrite_frequency"))
    }
    guard !transforms.isEmpty, let rule = optimizer as? any UpdatingOptimizer else {
      return optimizer
    }
    return Chain(rule, transforms)
  }

  private mutating func kerasClipping() throws(SpecError) -> [any Transform] {
    var transforms: [any Transform] = []
    if let limit = try optionalNumber("clipnorm") {
      transforms.append(ClipNorm().with { $0.limit = limit })
    }
    if let limit = try optionalNumber("clipvalue") {
      transforms.append(ClipValue().with { $0.limit = limit })
    }
    if let limit = try optionalNumber("global_clipnorm") {
      transforms.append(ClipGlobalNorm().with { $0.limit = limit })
    }
    guard transforms.count < 2 else {
      throw SpecError(
        line: line, "Keras takes only one of clipnorm, clipvalue and global_clipnorm")
    }
    return transforms
  }
}
