/// `optax.chain(optax.clip_by_global_norm(1.0), optax.adam(1e-3))`.
enum OptaxChain {
  private typealias Part = LibraryCall<any Transform>

  static func read(_ call: SpecCall, line: String) throws(SpecError) -> OptimizerSpec.Reading? {
    guard call.name == "optax.chain" else { return nil }
    var before: [any Transform] = []
    var found: OptimizerSpec.Reading?
    var scaled = ScaledUpdate()
    var plateau: ReduceOnPlateau?
    for argument in call.arguments {
      guard case .call(let part) = argument.value else {
        throw error("optax.chain is made of calls, each written out", argument, line)
      }
      let name = shortened(part.name)
      if let transform = transforms.first(where: { $0.name == name }) {
        let made = try transform.product(of: part, line: line)
        if scaled.isEmpty, found == nil {
          before.append(made)
        } else if found == nil, let decay = made as? L2Penalty {
          scaled.decay = decay.strength
        } else {
          throw error("\(name) must come before the optimizer here", argument, line)
        }
      } else if name == "reduce_on_plateau" {
        plateau = try ScheduleSpec(part, position: argument.position, line: line).plateau
      } else if name == "scale_by_backtracking_linesearch" {
        found = try backtracking(part, after: found, argument, line)
      } else if try scaled.take(part, name: name, argument, line) {
        continue
      } else if name != "identity" {
        guard found == nil else {
          throw error("optax.chain with two optimizers is not supported", argument, line)
        }
        found = try OptimizerSpec.read(part, line: line)
      }
    }
    if !scaled.isEmpty { found = try scaled.reading(line) }
    guard var reading = found else {
      throw SpecError(line: line, "this chain has no optimizer, such as optax.adam(1e-3)")
    }
    for transform in before {
      guard let optimizer = reading.optimizer.adding(transform) else {
        throw SpecError(
          line: line, "a line search cannot follow \(type(of: transform).entry.key) here")
      }
      reading.optimizer = optimizer
    }
    if let plateau {
      guard let optimizer = reading.optimizer.adding(plateau) else {
        throw SpecError(line: line, "reduce_on_plateau needs a rule that takes one gradient a step")
      }
      reading.optimizer = optimizer
    }
    return reading
  }

  static func shortened(_ name: String) -> String {
    let prefixes = ["optax.transforms.", "optax.contrib.", "optax."]
    guard let prefix = prefixes.first(where: name.hasPrefix) else { return name }
    return String(name.dropFirst(prefix.count))
  }

  static func error(
    _ message: String, _ argument: SpecCall.Argument, _ line: String
  ) -> SpecError { SpecError(line: line, position: argument.position, message) }

  private static let transforms: [Part] = [
    Part("clip(max_delta)") { (a) throws(SpecError) in
      var transform = ClipValue()
      transform.limit = try a.number("max_delta")
      return transform
    },
    Part("clip_by_global_norm(max_norm)") { (a) throws(SpecError) in
      var transform = ClipGlobalNorm()
      transform.limit = try a.number("max_norm")
      return transform
    },
    Part("adaptive_grad_clip(clipping, eps=0.001, axis=None)") { (a) throws(SpecError) in
      var transform = ClipAdaptively()
      transform.clipping = try a.number("clipping")
      transform.epsilon = try a.number("eps")
      return transform
    },
    Part("centralize()") { (a) throws(SpecError) in Centralization().with { $0.units = .rows } },
    Part("normalize()") { (a) throws(SpecError) in Normalization() },
    Part("ema(decay, debias=True, accumulator_dtype=None)", inert: ["accumulator_dtype"]) {
      (a) throws(SpecError) in
      var transform = GradientMean()
      transform.decay = try a.number("decay")
      transform.debias = try a.flag("debias")
      return transform
    },
    Part("add_decayed_weights(weight_decay=0.0, mask=None)") { (a) throws(SpecError) in
      var transform = L2Penalty()
      transform.strength = try a.number("weight_decay")
      return transform
    },
    Part("add_noise(eta, gamma, key=None, *, seed=None)") { (a) throws(SpecError) in
      var transform = GradientNoise()
      transform.variance = try a.number("eta")
      transform.annealing = try a.number("gamma")
      let (key, seed) = (try a.optionalNumber("key"), try a.optionalNumber("seed"))
      transform.seed = Int(key ?? seed ?? 0)
      return transform
    },
  ]

  private static func backtracking(
    _ call: SpecCall, after reading: OptimizerSpec.Reading?, _ argument: SpecCall.Argument,
    _ line: String
  ) throws(SpecError) -> OptimizerSpec.Reading {
    guard var reading, let descent = reading.optimizer as? GradientDescent,
      descent.learningRate.rule == nil, descent.weightDecay == .none
    else {
      throw error("this line search is supported after optax.sgd(…) only", argument, line)
    }
    let search = LibraryCall<Backtracking>(
      """
      scale_by_backtracking_linesearch(max_backtracking_steps, slope_rtol=0.0001, \
      decrease_factor=0.8, increase_factor=1.5, max_learning_rate=1.0, atol=0.0, rtol=0.0, \
      store_grad=False, verbose=False)
      """, inert: ["store_grad", "verbose"]
    ) { (a) throws(SpecError) in
      var rule = Backtracking()
      let unit = descent.learningRate.base
      rule.trials = try a.whole("max_backtracking_steps") + 1
      rule.decrease = try a.number("slope_rtol")
      rule.shrink = try a.number("decrease_factor")
      rule.increase = try a.number("increase_factor")
      rule.learningRate = Schedule(unit * (try a.number("max_learning_rate")))
      rule.before = unit
      rule.failure = .lastTrial
      for name in ["atol", "rtol"] where try a.number(name) != 0 { throw a.wrong(name, "0") }
      return rule
    }
    reading.optimizer = try search.product(of: call, line: line)
    return reading
  }
}

/// `optax.scale_by_adam(), optax.add_decayed_weights(1e-4), optax.scale_by_learning_rate(1e-3)`:
/// an optimizer in pieces.
private struct ScaledUpdate {
  private var rule: SpecCall?
  private var factor = 1.0
  private var rate: SpecValue?
  var decay = 0.0

  var isEmpty: Bool { rule == nil }

  private static let aliases: [(piece: String, alias: String, more: [(String, Double)])] = [
    ("scale_by_adam", "adam", []), ("scale_by_amsgrad", "amsgrad", []),
    ("scale_by_rms", "rmsprop", []), ("scale_by_belief", "adabelief", []),
    ("scale_by_yogi", "yogi", []), ("scale_by_radam", "radam", []),
    ("scale_by_lion", "lion", [("weight_decay", 0)]), ("scale_by_sign", "sign_sgd", []),
    ("scale_by_adadelta", "adadelta", []), ("scale_by_rss", "adagrad", []),
    ("scale_by_novograd", "novograd", []), ("trace", "sgd", []),
  ]

  /// Takes a piece; false where it is none.
  mutating func take(
    _ call: SpecCall, name: String, _ argument: SpecCall.Argument, _ line: String
  ) throws(SpecError) -> Bool {
    if let alias = Self.aliases.first(where: { $0.piece == name }) {
      guard rule == nil else {
        throw OptaxChain.error("a chain of two rules is not supported", argument, line)
      }
      var own = call
      own.name = "optax.\(alias.alias)"
      for index in own.arguments.indices where own.arguments[index].label == nil {
        guard name == "trace", index == 0 else {
          throw OptaxChain.error("name the arguments of \(name), such as b1=0.9", argument, line)
        }
        own.arguments[index].label = "decay"
      }
      if name == "trace" {
        for index in own.arguments.indices where own.arguments[index].label == "decay" {
          own.arguments[index].label = "momentum"
        }
      }
      own.arguments += alias.more.map {
        .init(label: $0.0, value: .number($0.1), position: argument.position)
      }
      rule = own
      return true
    }
    guard ["scale", "scale_by_learning_rate", "scale_by_schedule"].contains(name) else {
      return false
    }
    guard let value = call.arguments.first?.value, call.arguments.count == 1, rule != nil else {
      throw OptaxChain.error("\(name) takes one value here, after a rule", argument, line)
    }
    if name == "scale" {
      guard case .number(let number) = value else {
        throw OptaxChain.error("scale takes a number", argument, line)
      }
      factor *= number
    } else {
      guard rate == nil else {
        throw OptaxChain.error("a chain with two learning rates is not supported", argument, line)
      }
      rate = value
      // A schedule alone does not turn the direction round; `scale(-1)` beside it does.
      factor *= name == "scale_by_schedule" ? 1 : -1
    }
    return true
  }

  func reading(_ line: String) throws(SpecError) -> OptimizerSpec.Reading {
    guard var call = rule, factor < 0 else {
      throw SpecError(
        line: line,
        "this chain does not go down: it needs optax.scale_by_learning_rate(0.001), or "
          + "optax.scale(-0.001)")
    }
    let learningRate: SpecValue
    switch rate {
    case nil: learningRate = .number(-factor)
    case .number(let number): learningRate = .number(-factor * number)
    case let schedule? where factor == -1: learningRate = schedule
    default:
      throw SpecError(line: line, "a schedule that is scaled by \(-factor) is not supported here")
    }
    call.arguments.append(.init(label: "learning_rate", value: learningRate, position: 0))
    var reading = try OptimizerSpec.read(call, line: line)
    if decay != 0 {
      var transform = DecoupledDecay()
      transform.strength = decay
      reading.optimizer = reading.optimizer.adding(transform) ?? reading.optimizer
    }
    return reading
  }
}
