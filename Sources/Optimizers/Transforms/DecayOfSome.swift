import ReproducibleMath

/// Weight decay of a part of the parameters, as PyTorch's users get by groups of them: biases and
/// normalizations are left alone.
struct DecayOfSome: Transform {
  var decay = WeightDecay.none
  /// Which parameters decay.
  var ranges: [Range<Int>] = []

  static let hyperparameters: [Hyperparameter] = []

  static let entry = TransformEntry(
    key: "decayOfSome", prototype: DecayOfSome(), meaning: "pulls some parameters towards 0",
    formula: "")

  var corrects: Bool { !isInGradient }

  private var isInGradient: Bool { if case .l2 = decay { true } else { false } }

  func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    guard case .l2(let strength) = decay else { return true }
    for range in ranges {
      for index in range { gradient[index] += Number(strength) * parameters[index] }
    }
    return true
  }

  func correct<Number: Real>(
    _ parameters: inout MutableSpan<Number>, from before: [Number], gradient: [Number],
    _ context: TransformContext, _ state: inout OptimizerState<Number>
  ) {
    let share = Number(decay.share(context.rate))
    for range in ranges { for index in range { parameters[index] -= share * before[index] } }
  }
}

extension Optimizer {
  /// The same rule, whose weight decay leaves all parameters but those of `ranges` alone.
  ///
  /// A decay that is around the rule, as `+ decay(0.01)` is, is taken apart as well. Nil where there is
  /// none, or one that cannot be taken apart.
  public func decayingOnly(_ ranges: [Range<Int>]) -> (any UpdatingOptimizer)? {
    let chain = self as? Chain
    guard let rule = chain?.core ?? (self as? any UpdatingOptimizer) else { return nil }
    var transforms = chain?.transforms ?? []
    var found = false
    for index in transforms.indices {
      let decay: WeightDecay
      switch transforms[index] {
      case let penalty as L2Penalty: decay = .l2(penalty.strength)
      case let pull as DecoupledDecay: decay = .decoupled(pull.strength)
      default: continue
      }
      transforms[index] = DecayOfSome(decay: decay, ranges: ranges)
      found = true
    }
    let own = type(of: rule).hyperparameters.first { $0.kind == .decay }
    guard let own, case .decay(let decay) = own.value(of: rule), decay.strength > 0 else {
      return found ? Chain(rule, transforms) : nil
    }
    if case .proximal = decay { return nil }
    guard let bare = own.write(rule, .decay(.none)) as? any UpdatingOptimizer else { return nil }
    let part = DecayOfSome(decay: decay, ranges: ranges)
    // The rule adds L2 last to its gradient, and decays before whatever corrects its step.
    if case .l2 = decay { return Chain(bare, transforms + [part]) }
    return Chain(bare, [part] + transforms)
  }
}
