import Suggestions

/// An optimizer as somebody wrote it, in our words or pasted from a training script.
public struct OptimizerSpec: Sendable {
  /// The line as it was written.
  public let line: String
  public let library: Library
  /// The catalogue's entry that it became.
  public let entry: OptimizerEntry
  public var optimizer: any Optimizer
  /// Whether the line states a learning rate; one that it does not state may be tuned.
  public internal(set) var statesLearningRate: Bool

  /// Reads a line of any dialect, with what is added to it.
  /// - Throws: where the line breaks off, names nothing known, or holds a value out of range.
  public init(_ line: String) throws(SpecError) {
    let calls = try SpecParser.parseChain(line)
    self.line = line
    let read = try Self.read(calls[0], line: line)
    library = read.library
    statesLearningRate = read.statesLearningRate
    var optimizer = read.optimizer
    for addition in calls.dropFirst() {
      optimizer = try Self.add(addition, to: optimizer, line: line)
    }
    // A schedule that moves the momentum too needs somebody who does it.
    if let rule = optimizer as? any UpdatingOptimizer,
      optimizer.learningRate.rule?.momentum(at: 0) != nil, !(rule is Chain)
    {
      optimizer = Chain(rule)
    }
    self.optimizer = optimizer
    entry = Self.entry(of: optimizer, named: calls[0].name)
    try Self.validate(optimizer, line: line)
  }

  /// The same optimizer in our own words: what differs from the catalogue's values is written out.
  public var canonical: String { entry.spec(of: optimizer) }

  /// The entry's name, the library's where its conventions apply, and what is added.
  public var label: String {
    let name = library == .descent ? entry.name : "\(entry.name) (\(library.rawValue))"
    let known = (entry.prototype as? any WrappingOptimizer)?.additions.count ?? 0
    let added = (optimizer as? any WrappingOptimizer)?.additions ?? []
    // What shapes the rate is no part of a name.
    let shape = optimizer.rateShape
    return ([name] + added.dropFirst(known).filter { $0 != shape }).joined(separator: " + ")
  }

  /// The entry of this rule that needs the fewest values written out; the named one wins a tie.
  static func entry(of optimizer: any Optimizer, named name: String) -> OptimizerEntry {
    let rule = optimizer.innermost
    func fits(_ entry: OptimizerEntry) -> Bool {
      type(of: entry.prototype.innermost) == type(of: rule) && entry.isAround(optimizer)
    }
    if let named = OptimizerCatalog.entries.first(where: { $0.key == name }), fits(named) {
      return named
    }
    let candidates = OptimizerCatalog.entries.filter(fits)
    guard let entry = candidates.min(by: { $0.distance(to: rule) < $1.distance(to: rule) }) else {
      preconditionFailure("\(type(of: rule)) is missing from the catalogue")
    }
    return entry
  }

  private static func validate(_ optimizer: any Optimizer, line: String) throws(SpecError) {
    try validate(values: optimizer.innermost, line: line)
    var around = optimizer as? any WrappingOptimizer
    while let wrapper = around {
      for settings in wrapper.settings { try validate(values: settings, line: line) }
      around = wrapper.core as? any WrappingOptimizer
    }
  }

  private static func validate(values owner: any Configurable, line: String) throws(SpecError) {
    for hyperparameter in type(of: owner).hyperparameters {
      let value = hyperparameter.value(of: owner)
      if hyperparameter.setting(value, in: owner) == nil {
        throw SpecError(
          line: line,
          "\(line): \(hyperparameter.name) is \(value), but \(hyperparameter.expectation)")
      }
    }
  }
}

extension SpecValue {
  /// The value of a hyperparameter that this literal can stand for.
  var asHyperparameter: HyperparameterValue? {
    switch self {
    case .number(let number): return .number(number)
    case .flag(let flag): return .flag(flag)
    case .text(let name), .name(let name):
      return name == "none" ? .decay(.none) : .choice(name)
    case .none: return .decay(.none)
    case .list(let values):
      let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
      return numbers.count == values.count ? .numbers(numbers) : nil
    case .dictionary: return nil
    case .call(let call):
      guard call.arguments.count == 1, case .number(let strength) = call.arguments[0].value else {
        return nil
      }
      switch call.name {
      case "l2": return .decay(.l2(strength))
      case "decoupled": return .decay(.decoupled(strength))
      case "fixed": return .decay(.fixed(strength))
      case "proximal": return .decay(.proximal(strength))
      default: return nil
      }
    }
  }
}

extension Hyperparameter {
  /// "it must be …", for an error.
  var expectation: String {
    switch kind {
    case .number(let range) where range.upperBound >= .greatestFiniteMagnitude:
      "it must be a number of at least \(HyperparameterValue.text(range.lowerBound))"
    case .number(let range):
      "it must be a number from \(HyperparameterValue.text(range.lowerBound)) to "
        + HyperparameterValue.text(range.upperBound)
    case .whole(let range): "it must be a whole number of at least \(range.lowerBound)"
    case .flag: "it must be true or false"
    case .choice(let names): "it must be one of \(names.joined(separator: ", "))"
    case .numbers(let counts) where counts.upperBound == .max:
      "it must be a list of numbers, such as (0.9, 0.999)"
    case .numbers(let counts) where counts.count == 1:
      "it must be a list of \(counts.lowerBound) numbers, such as (0.9, 0.999)"
    case .numbers(let counts):
      "it must be a list of \(counts.lowerBound) to \(counts.upperBound) numbers, "
        + "such as (0.9, 0.999)"
    case .rate:
      "it must be a finite number of at least 0, or a schedule such as cosine(0.1, over: 200)"
    case .decay: "it must be none, l2(0.01), decoupled(0.01), fixed(0.01) or proximal(0.01)"
    case .level: "it must be a share of the base rate, or rate(0.001)"
    case .schedules: "it must be a schedule such as cosine(over: 200)"
    }
  }
}
