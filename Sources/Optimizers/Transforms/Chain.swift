public import ReproducibleMath

/// A rule whose own values are only part of what it does; pictures and texts look at its core.
public protocol WrappingOptimizer: Optimizer {
  var core: any UpdatingOptimizer { get set }
  /// What is around the core, in the order in which a spec line writes it.
  var settings: [any Configurable] { get }
}

extension WrappingOptimizer {
  public static var entries: [OptimizerEntry] { [] }

  /// What is around the innermost rule, as a spec line writes it: `clipNorm(1)`.
  public var additions: [String] {
    let inner = (core as? any WrappingOptimizer)?.additions ?? []
    return inner + settings.map(TransformCatalog.text(of:))
  }
  public static var hyperparameters: [Hyperparameter] { [.rate(Self.self)] }

  public var learningRate: Schedule {
    get { core.learningRate }
    set { core.learningRate = newValue }
  }
}

/// A rule with transforms around it, one gradient a step.
///
/// Its memory is the rule's, followed by that of the transforms in their order. A schedule that moves
/// the momentum too moves the rule's `momentum`, or its `beta1`.
public struct Chain: UpdatingOptimizer, WrappingOptimizer {
  public var core: any UpdatingOptimizer
  public var transforms: [any Transform]

  public init(_ core: any UpdatingOptimizer, _ transforms: [any Transform] = []) {
    let inner = core as? Chain
    self.core = inner?.core ?? core
    self.transforms = (inner?.transforms ?? []) + transforms
  }

  public var settings: [any Configurable] { transforms }
  public var looksAhead: Bool { core.looksAhead }
  public var readsLoss: Bool { core.readsLoss }

  public func makeState(
    for layout: Layout, at parameters: Span<Double>
  ) -> OptimizerState<Double> {
    extended(core.makeState(for: layout, at: parameters), parameters)
  }

  public func makeState(
    for layout: Layout, at parameters: Span<Float>
  ) -> OptimizerState<Float> {
    extended(core.makeState(for: layout, at: parameters), parameters)
  }

  public func probe(
    _ parameters: Span<Double>, state: OptimizerState<Double>,
    into point: inout MutableSpan<Double>
  ) { ruleNow(state.step).probe(parameters, state: state, into: &point) }

  public func probe(
    _ parameters: Span<Float>, state: OptimizerState<Float>, into point: inout MutableSpan<Float>
  ) { ruleNow(state.step).probe(parameters, state: state, into: &point) }

  public func update(
    _ parameters: inout MutableSpan<Double>, gradient: Span<Double>, losses: Span<Double>,
    state: inout OptimizerState<Double>
  ) {
    var slope = Array(copying: gradient)
    let contexts = contexts(state)
    state.gradients += 1
    for (transform, context) in zip(transforms, contexts) {
      guard transform.changeDoubles(&slope, at: parameters.span, context, &state) else { return }
    }
    let before = transforms.contains(where: \.corrects) ? Array(copying: parameters.span) : []
    ruleNow(state.step).update(&parameters, gradient: slope.span, losses: losses, state: &state)
    for (transform, context) in zip(transforms, contexts) where transform.corrects {
      transform.correctDoubles(&parameters, from: before, gradient: slope, context, &state)
    }
  }

  public func update(
    _ parameters: inout MutableSpan<Float>, gradient: Span<Float>, losses: Span<Float>,
    state: inout OptimizerState<Float>
  ) {
    var slope = Array(copying: gradient)
    let contexts = contexts(state)
    state.gradients += 1
    for (transform, context) in zip(transforms, contexts) {
      guard transform.changeFloats(&slope, at: parameters.span, context, &state) else { return }
    }
    let before = transforms.contains(where: \.corrects) ? Array(copying: parameters.span) : []
    ruleNow(state.step).update(&parameters, gradient: slope.span, losses: losses, state: &state)
    for (transform, context) in zip(transforms, contexts) where transform.corrects {
      transform.correctFloats(&parameters, from: before, gradient: slope, context, &state)
    }
  }
}

extension Chain {
  /// The rule's memory with that of the transforms behind it; a name that is taken gets a number.
  private func extended<Number: Real>(
    _ inner: OptimizerState<Number>, _ parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var names = inner.slotNames
    for name in transforms.flatMap(\.slots) {
      let taken = names.count { $0 == name || $0.hasPrefix("\(name) ") }
      names.append(taken == 0 ? name : "\(name) \(taken + 1)")
    }
    var state = inner.named(names)
    state.slots = inner.slots
    for transform in transforms {
      for _ in transform.slots {
        for index in parameters.indices {
          state.slots.append(transform.startsFromParameters ? parameters[index] : 0)
        }
      }
    }
    return state
  }

  private func contexts<Number: Real>(_ state: OptimizerState<Number>) -> [TransformContext] {
    let rate = learningRate.rate(at: state.step)
    var slot = state.slotNames.count - transforms.reduce(0) { $0 + $1.slots.count }
    return transforms.map { transform in
      defer { slot += transform.slots.count }
      return TransformContext(slot: slot, rate: rate)
    }
  }

  /// The rule with the momentum that its schedule wants at this step.
  private func ruleNow(_ step: Int) -> any UpdatingOptimizer {
    guard let momentum = core.learningRate.rule?.momentum(at: step) else { return core }
    return core.withMomentum(momentum) ?? core
  }
}

extension UpdatingOptimizer {
  /// A copy with another momentum, or β₁; nil for a rule that has neither.
  func withMomentum(_ momentum: Double) -> (any UpdatingOptimizer)? {
    let names = ["momentum", "beta1"]
    let found = Self.hyperparameters.first { names.contains($0.name) }
    let changed: Self? = found?.setting(.number(momentum), in: self)
    return changed
  }
}
