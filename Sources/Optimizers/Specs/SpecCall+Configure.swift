extension SpecCall {
  /// `owner` with the values that this call names; unnamed ones fill `positional`, in its order.
  func configure<Owner: Configurable>(
    _ owner: Owner, name: String, positional: [String]? = nil, line: String
  ) throws(SpecError) -> Owner {
    var owner = owner
    let hyperparameters = Owner.hyperparameters
    var remaining = (positional ?? hyperparameters.map(\.name))[...]
    for argument in arguments {
      guard let label = argument.label ?? remaining.popFirst() else {
        throw SpecError(line: line, position: argument.position, "expected name: value here")
      }
      guard let hyperparameter = hyperparameters.first(where: { $0.name == label }) else {
        let names = hyperparameters.map(\.name).joined(separator: ", ")
        throw SpecError(
          line: line, position: argument.position,
          names.isEmpty
            ? "\(name) has no values to set" : "\(name) has no \(label); it has \(names)")
      }
      let value = try hyperparameter.read(argument.value, at: argument.position, line: line)
      guard let value, let changed = hyperparameter.setting(value, in: owner) else {
        throw SpecError(
          line: line, position: argument.position,
          "\(label) is \(argument.value), but \(hyperparameter.expectation)")
      }
      owner = changed
    }
    return owner
  }
}

extension Hyperparameter {
  /// The literal as a value of this kind; nil where it cannot be one.
  fileprivate func read(
    _ literal: SpecValue, at position: Int, line: String
  ) throws(SpecError) -> HyperparameterValue? {
    switch kind {
    case .rate, .schedules:
      var specs: [ScheduleSpec] = []
      var literals = [literal]
      if case .list(let list) = literal { literals = list }
      if case .number(let number) = literal, kind == .rate { return .number(number) }
      for literal in literals {
        guard let call = literal.asCall else { return nil }
        let spec = try ScheduleSpec(call, position: position, line: line)
        guard spec.plateau == nil else {
          throw SpecError(
            line: line, position: position,
            "reduceOnPlateau follows the loss, not the step: it cannot stand inside another value")
        }
        specs.append(spec)
      }
      return .schedules(specs)
    case .level:
      guard case .call(let call) = literal else { return literal.asHyperparameter }
      guard call.name == "rate", call.arguments.count == 1,
        case .number(let rate) = call.arguments[0].value
      else { return nil }
      return .level(.rate(rate))
    default: return literal.asHyperparameter
    }
  }
}

extension SpecValue {
  /// A call, or a bare name as a call without arguments.
  var asCall: SpecCall? {
    switch self {
    case .call(let call): call
    case .name(let name): SpecCall(name: name, arguments: [])
    default: nil
    }
  }
}
