public import ReproducibleMath

extension Optimizer {
  /// The same rule, which treats some tensors of a model otherwise; what is around it still sees all of
  /// them, as a clip of the whole gradient must.
  ///
  /// - Throws: `ParameterGroupError` for a rule that looks several times or measures all at once, and for
  ///   a decay that it does not have.
  public func grouped(
    _ groups: [ParameterGroup], of tensors: [Layout.Tensor]
  ) throws(ParameterGroupError) -> any Optimizer {
    if let wrapper = self as? any WrappingOptimizer {
      let decays = wrapper.settings.first { $0 is L2Penalty || $0 is DecoupledDecay }
      if let decays {
        throw ParameterGroupError(
          "\(TransformCatalog.text(of: decays)) stands around the rule and knows no groups; give the rule "
            + "a decay of its own, as in adamw(weightDecay: decoupled(0.01))",
          "\(TransformCatalog.text(of: decays)) está em volta da regra e não conhece grupos; dê à regra um "
            + "decaimento próprio, como em adamw(weightDecay: decoupled(0.01))")
      }
      return try wrapper.regrouped(groups, of: tensors)
    }
    let name = Self.entries.first?.key ?? "\(Self.self)"
    guard let rule = self as? any UpdatingOptimizer else {
      throw ParameterGroupError(
        "\(name) looks at all parameters several times a step, and has no groups",
        "\(name) olha todos os parâmetros várias vezes por passo, e não tem grupos")
    }
    guard (rule as? any MeasuringOptimizer)?.measuresModel != true else {
      throw ParameterGroupError(
        "\(name) measures all parameters at once, and has no groups",
        "\(name) mede todos os parâmetros de uma vez, e não tem grupos")
    }
    guard !(rule is NoisyDescent) else {
      throw ParameterGroupError(
        "\(name) would draw the same noise for each group; put noise around another rule, as in "
          + "sgd + noise(0.01)",
        "\(name) sortearia o mesmo ruído em cada grupo; ponha ruído em volta de outra regra, como em "
          + "sgd + noise(0.01)")
    }
    for strength in groups.compactMap(\.weightDecay)
    where strength > 0 && rule.decaying(strength) == nil {
      throw ParameterGroupError(
        "\(name) has no weight decay that a group could change",
        "\(name) não tem decaimento de pesos que um grupo mude")
    }
    return ParameterGroups(rule, groups, of: tensors)
  }
}

extension Optimizer {
  /// The groups of this rule, whatever is around them; nil where it has none.
  public var parameterGroups: ParameterGroups? {
    self as? ParameterGroups ?? (self as? any WrappingOptimizer)?.core.parameterGroups
  }
}

extension WrappingOptimizer {
  fileprivate func regrouped(
    _ groups: [ParameterGroup], of tensors: [Layout.Tensor]
  ) throws(ParameterGroupError) -> any Optimizer {
    var copy = self
    let inner = try core.grouped(groups, of: tensors)
    guard let rule = inner as? any UpdatingOptimizer else { return copy }
    copy.core = rule
    return copy
  }
}

extension UpdatingOptimizer {
  /// The same rule with a decay of this strength, of its own kind; nil where it has none to change.
  func decaying(_ strength: Double) -> (any UpdatingOptimizer)? {
    let own = Self.hyperparameters.first { $0.kind == .decay }
    return own?.write(self, .number(strength)) as? any UpdatingOptimizer
  }
}
