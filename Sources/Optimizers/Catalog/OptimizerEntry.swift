/// A named optimizer of the catalogue: a rule with the values that this name stands for.
public struct OptimizerEntry: Sendable {
  /// What a spec line writes: `adam`, `amsgrad`, `adamw`.
  public let key: String
  /// What a picture writes.
  public let name: String
  public let family: OptimizerFamily
  public let prototype: any Optimizer
  /// The update, line by line, in the letters of the paper.
  public let formula: [String]
  /// Who published it, where and when.
  public let source: String

  public init(
    key: String, name: String, family: OptimizerFamily, prototype: any Optimizer,
    formula: [String], source: String
  ) {
    self.key = key
    self.name = name
    self.family = family
    self.prototype = prototype
    self.formula = formula
    self.source = source
  }

  /// The values in which `optimizer` differs from this entry, in the order of declaration; what is
  /// around a rule does not count.
  public func differences(
    of optimizer: any Optimizer
  ) -> [(name: String, value: HyperparameterValue)] {
    let (rule, own) = (optimizer.innermost, prototype.innermost)
    return type(of: rule) == type(of: own) ? rule.differences(from: own) : []
  }

  /// The lab's own spec line: the key and every value that differs from it, and what is added.
  public func spec(of optimizer: any Optimizer) -> String {
    if let wrapper = optimizer as? any WrappingOptimizer {
      guard isAround(wrapper) else {
        let rule = wrapper.innermost
        let plain = OptimizerSpec.entry(of: rule, named: key)
        return ([plain.spec(of: rule)] + wrapper.additions).joined(separator: " + ")
      }
      let own = (prototype as? any WrappingOptimizer)?.additions.count ?? 0
      return ([line(of: wrapper)] + wrapper.additions.dropFirst(own)).joined(separator: " + ")
    }
    return line(of: optimizer)
  }

  /// Whether what this entry puts around its rule is what `optimizer` has next to its own.
  func isAround(_ optimizer: any Optimizer) -> Bool {
    let own = (prototype as? any WrappingOptimizer)?.additions ?? []
    return ((optimizer as? any WrappingOptimizer)?.additions ?? []).starts(with: own)
  }

  /// How many values have to be written out; another kind of decay counts twice.
  func distance(to optimizer: any Optimizer) -> Int {
    differences(of: optimizer).reduce(0) { sum, difference in
      guard case .decay(let decay) = difference.value,
        let own = type(of: prototype.innermost).hyperparameters
          .first(where: { $0.name == difference.name })?.value(of: prototype.innermost),
        case .decay(let known) = own
      else { return sum + 1 }
      return sum + (decay.with(strength: 1) == known.with(strength: 1) ? 1 : 2)
    }
  }

  private func line(of optimizer: any Optimizer) -> String {
    let values = differences(of: optimizer)
    guard !values.isEmpty else { return key }
    return key + "(" + values.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + ")"
  }
}

/// What kind of idea a rule stands on; pictures colour by it.
public enum OptimizerFamily: String, Sendable, CaseIterable {
  case plain, momentum, accumulator, adam, proximal, sign, layerwise, secondOrder, parameterFree
  case averaging
}
