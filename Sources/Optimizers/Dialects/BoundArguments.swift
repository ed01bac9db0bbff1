import Suggestions

/// The arguments of a call, matched against a library's signature as Python would.
struct BoundArguments {
  let line: String
  private let callee: String
  private var values: [Argument] = []
  private var read: Set<String> = []
  /// Whether an optimizer within the call states its own learning rate.
  private(set) var statesLearningRate = false

  private struct Argument {
    let name: String
    /// What the library takes where the line says nothing.
    let standard: SpecValue
    var value: SpecValue
    /// Where the line says it; nil where it does not.
    var position: Int?
  }

  init(_ call: SpecCall, signature: SpecCall, line: String) throws(SpecError) {
    self.line = line
    callee = call.name
    var positional: [String] = []
    var isPositional = true
    for parameter in signature.arguments {
      if parameter.label == nil, parameter.value == SpecCall.keywordOnly {
        isPositional = false
        continue
      }
      guard let name = parameter.label ?? parameter.value.bareName else { continue }
      let standard = parameter.label == nil ? .none : parameter.value
      values.append(Argument(name: name, standard: standard, value: standard))
      if isPositional { positional.append(name) }
    }
    try bind(call, positional: positional)
  }

  private mutating func bind(_ call: SpecCall, positional: [String]) throws(SpecError) {
    var remaining = positional[...]
    // A line may leave out the model's parameters or the optimizer, as documentation often does.
    let first = call.arguments.first { $0.label == nil }?.value
    if case .list(let groups) = first, case .dictionary = groups.first {
      throw SpecError(
        line: line, position: call.arguments.first?.position,
        "a line has no groups of parameters: which layers a script means is not in it; name one optimizer, "
          + "and in descent train give layers a rate of their own, as in --group \"1: lr 1e-3\"")
    }
    switch remaining.first {
    case "params" where first?.isVariable != true: remaining = remaining.dropFirst()
    case "optimizer" where first?.asCall == nil: remaining = remaining.dropFirst()
    default: break
    }
    for argument in call.arguments {
      guard let name = argument.label ?? remaining.popFirst() else {
        throw SpecError(
          line: line, position: argument.position, "\(callee) takes no further argument")
      }
      guard let index = values.firstIndex(where: { $0.name == name }) else {
        let hint = Spelling.hint(name, among: values.map(\.name))
        throw SpecError(
          line: line, position: argument.position, "\(callee) has no argument \(name)\(hint)")
      }
      if values[index].position != nil {
        throw SpecError(line: line, position: argument.position, "\(name) is given twice")
      }
      values[index].value = argument.value
      values[index].position = argument.position
    }
    read.insert("params")
  }

  func isGiven(_ name: String) -> Bool {
    values.contains { $0.name == name && $0.position != nil }
  }

  /// Where the argument starts in the line; nil where it is not given.
  func position(_ name: String) -> Int? { values.first { $0.name == name }?.position }

  mutating func value(_ name: String) -> SpecValue {
    read.insert(name)
    guard let found = values.first(where: { $0.name == name }) else {
      preconditionFailure("the signature of \(callee) has no \(name)")
    }
    return found.value
  }

  mutating func number(_ name: String) throws(SpecError) -> Double {
    guard case .number(let number) = value(name) else { throw wrong(name, "a number") }
    return number
  }

  /// A number, or nil for None.
  mutating func optionalNumber(_ name: String) throws(SpecError) -> Double? {
    switch value(name) {
    case .none: nil
    case .number(let number): number
    default: throw wrong(name, "a number or None")
    }
  }

  mutating func whole(_ name: String) throws(SpecError) -> Int {
    guard case .number(let number) = value(name), let whole = Int(exactly: number) else {
      throw wrong(name, "a whole number")
    }
    return whole
  }

  mutating func flag(_ name: String) throws(SpecError) -> Bool {
    switch value(name) {
    case .flag(let flag): flag
    case .number(let number): number != 0
    default: throw wrong(name, "True or False")
    }
  }

  mutating func numbers(_ name: String, count: Int) throws(SpecError) -> [Double] {
    guard case .numbers(let numbers) = value(name).asHyperparameter, numbers.count == count else {
      throw wrong(name, "a tuple of \(count) numbers")
    }
    return numbers
  }

  /// The learning rate; torch and Keras call it differently.
  mutating func rate(_ name: String) throws(SpecError) -> Schedule {
    guard case .call(let call) = value(name) else { return Schedule(try number(name)) }
    let spec = try ScheduleSpec(call, position: position(name), line: line)
    guard spec.plateau == nil else {
      throw wrong(name, "a function of the step; what follows the loss is not part of an optimizer")
    }
    guard let base = spec.base else {
      throw wrong(name, "a schedule that states its rate, such as cosine(0.1, over: 200)")
    }
    return spec.schedule(base: base)
  }

  /// The learning rate, or `own` where the line leaves it out and the library has no default.
  mutating func rate(_ name: String, or own: Schedule) throws(SpecError) -> Schedule {
    guard isGiven(name), value(name) != .none else { return own }
    return try rate(name)
  }

  /// An optimizer that is written inside the call.
  mutating func optimizer(_ name: String) throws(SpecError) -> any UpdatingOptimizer {
    guard case .call(let call) = value(name) else {
      throw wrong(name, "an optimizer, written out")
    }
    let reading = try OptimizerSpec.read(call, line: line)
    guard let rule = reading.optimizer as? any UpdatingOptimizer else {
      throw wrong(name, "an optimizer that takes one gradient a step")
    }
    statesLearningRate = statesLearningRate || reading.statesLearningRate
    return rule
  }

  /// A list of numbers of any length.
  mutating func numbers(_ name: String) throws(SpecError) -> [Double] {
    guard case .numbers(let numbers) = value(name).asHyperparameter else {
      throw wrong(name, "a tuple of numbers")
    }
    return numbers
  }

  func wrong(_ name: String, _ expected: String) -> SpecError {
    let found = values.first { $0.name == name }
    let isMissing = found?.position == nil && found?.value == SpecValue.none
    let text = isMissing ? "missing" : found?.value.description ?? "missing"
    return SpecError(
      line: line, position: found?.position, "\(name) is \(text), but it must be \(expected)")
  }

  /// - Throws: for an argument that was given, that nothing has read and that says something other
  ///   than the library's default: it would be ignored.
  func finish(ignoring inert: [String]) throws(SpecError) {
    for argument in values where argument.position != nil && argument.value != argument.standard {
      guard !read.contains(argument.name), !inert.contains(argument.name),
        argument.value != .none, argument.value != .flag(false)
      else { continue }
      throw SpecError(
        line: line, position: argument.position,
        "the argument \(argument.name) of \(callee) is not supported; leave it out")
    }
  }
}

extension SpecValue {
  /// A variable of the script, such as `optimizer` or `model.parameters()`.
  fileprivate var isVariable: Bool {
    switch self {
    case .name: true
    case .call(let call):
      call.name.hasSuffix("parameters") || ["list", "filter", "iter"].contains(call.name)
    case .list(let values): !values.isEmpty && values.allSatisfy(\.isVariable)
    default: false
    }
  }

  var bareName: String? { if case .name(let name) = self { name } else { nil } }
}
