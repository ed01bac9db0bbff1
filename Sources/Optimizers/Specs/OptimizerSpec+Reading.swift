import Complaints
public import ReproducibleMath
import Suggestions

extension OptimizerSpec {
  /// An optimizer that a call names, in whatever words.
  struct Reading {
    var library: Library
    var optimizer: any Optimizer
    var statesLearningRate: Bool
  }

  /// Reads one call, which may stand inside another one.
  static func read(_ call: SpecCall, line: String) throws(SpecError) -> Reading {
    if let reading = try OptaxChain.read(call, line: line) { return reading }
    if let reading = try PytorchOptimizerWrappers.read(call, line: line) { return reading }
    guard let (library, entry) = try Dialects.entry(for: call.name, in: line) else {
      let states = call.arguments.contains { $0.label == "learningRate" || $0.label == nil }
      return Reading(
        library: .descent, optimizer: try own(call, line: line), statesLearningRate: states)
    }
    var arguments = try BoundArguments(call, signature: entry.signature, line: line)
    let optimizer = try entry.make(&arguments)
    try arguments.finish(ignoring: entry.inert)
    let states =
      arguments.statesLearningRate || arguments.isGiven("lr") || arguments.isGiven("learning_rate")
    return Reading(library: library, optimizer: optimizer, statesLearningRate: states)
  }

  /// Reads `adam(learningRate: 0.05, beta1: 0.8)`; a single bare number is the learning rate.
  private static func own(_ call: SpecCall, line: String) throws(SpecError) -> any Optimizer {
    guard let entry = OptimizerCatalog.entry(call.name) else {
      let names = OptimizerCatalog.entries.map(\.key)
      throw SpecError(
        line: line,
        Sentence(
          "no optimizer is called \(call.name)", "nenhum otimizador se chama \(call.name)")
          + (Spelling.suggestion(call.name, among: names) ?? Sentence(";"))
          + Sentence(
            " 'descent list optimizers' shows all", " 'descent list optimizers' mostra todos"))
    }
    guard let chain = entry.prototype as? Chain else {
      return try call.configure(
        entry.prototype, name: entry.key, positional: ["learningRate"], line: line)
    }
    let core = try call.configure(
      chain.core, name: entry.key, positional: ["learningRate"], line: line)
    return Chain(core, chain.transforms)
  }

  /// Puts what a call names around an optimizer.
  static func add(
    _ call: SpecCall, to optimizer: any Optimizer, line: String
  ) throws(SpecError) -> any Optimizer {
    guard let entry = TransformCatalog.entry(call.name) else {
      let names = TransformCatalog.entries.map(\.key)
      throw SpecError(
        line: line,
        Sentence(
          "nothing that can be added is called \(call.name)",
          "nada que se possa acrescentar se chama \(call.name)")
          + (Spelling.suggestion(call.name, among: names) ?? Sentence(";"))
          + Sentence(
            " 'descent list transforms' shows all", " 'descent list transforms' mostra tudo"))
    }
    let settings = try call.configure(
      entry.prototype, name: entry.key, positional: entry.isLabelled ? [] : nil, line: line)
    guard let result = optimizer.adding(settings) else {
      let name = Self.entry(of: optimizer, named: "").key
      throw SpecError(
        line: line,
        "\(call.name) needs a rule that takes one gradient a step, and \(name) asks for more")
    }
    return result
  }
}

extension Optimizer {
  /// The rule without what is around it.
  public var innermost: any Optimizer {
    guard let wrapper = self as? any WrappingOptimizer else { return self }
    return wrapper.core.innermost
  }

  /// This rule with a transform, or a neighbourhood, around it; nil where it calls the objective
  /// itself.
  func adding(_ settings: any Configurable) -> (any Optimizer)? {
    if let outer = self as? SharpnessAware, let transform = settings as? any Transform {
      return SharpnessAware(Chain(outer.core, [transform]), outer.neighbourhood)
    }
    guard let rule = self as? any UpdatingOptimizer else { return nil }
    switch settings {
    case let transform as any Transform: return Chain(rule, [transform])
    case let plateau as ReduceOnPlateau: return OnPlateau(rule, plateau)
    case let neighbourhood as SharpnessAware.Neighbourhood:
      return SharpnessAware(rule, neighbourhood)
    default: return nil
    }
  }

  /// This rule with its learning rate shaped by a schedule, which keeps the rate where it states
  /// none; nil where the schedule follows the loss and the rule asks for more than one gradient.
  public func scheduled(by spec: ScheduleSpec) -> (any Optimizer)? {
    var copy: any Optimizer = self
    copy.learningRate = spec.schedule(base: learningRate.base)
    if let plateau = spec.plateau { return copy.adding(plateau) }
    guard spec.rule?.momentum(at: 0) != nil, let rule = copy as? any UpdatingOptimizer else {
      return copy
    }
    return Chain(rule)
  }

  /// Whether the learning rate changes along a run.
  public var hasMovingRate: Bool { learningRate.rule != nil || followedPlateau != nil }

  /// What shapes the rate, as a spec line writes it; nil for a constant one.
  public var rateShape: String? {
    if let rule = learningRate.rule { return "\(ScheduleSpec(rule))" }
    return followedPlateau.map { TransformCatalog.text(of: $0) }
  }

  private var followedPlateau: ReduceOnPlateau? {
    guard let wrapper = self as? any WrappingOptimizer else { return nil }
    if let follower = wrapper as? OnPlateau { return follower.plateau }
    return wrapper.core.followedPlateau
  }

  /// The rate of the step that comes next.
  public func nextRate<Number: Real>(_ state: OptimizerState<Number>) -> Double {
    learningRate.rate(at: state.step) * (state.plateaus.first?.scale ?? 1)
  }
}

extension OptimizerSpec {
  /// The same with its rate shaped by a schedule; a line that has a schedule of its own keeps it.
  /// - Throws: where the schedule follows the loss, and the rule asks for more than one gradient.
  public func scheduled(by schedule: ScheduleSpec) throws(SpecError) -> OptimizerSpec {
    guard !optimizer.hasMovingRate else { return self }
    guard let optimizer = optimizer.scheduled(by: schedule) else {
      throw SpecError(
        line: line,
        "\(entry.key) cannot follow \(schedule): it takes more than one gradient a step")
    }
    var copy = self
    copy.optimizer = optimizer
    copy.statesLearningRate = statesLearningRate || schedule.base != nil
    return copy
  }
}
