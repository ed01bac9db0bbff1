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
  public let statesLearningRate: Bool

  /// Reads a line of any dialect.
  /// - Throws: where the line breaks off, names nothing known, or holds a value out of range.
  public init(_ line: String) throws(SpecError) {
    let call = try SpecParser.parse(line)
    self.line = line
    if let (library, entry) = try Dialects.entry(for: call.name, in: line) {
      var arguments = try BoundArguments(call, signature: entry.signature, line: line)
      self.library = library
      optimizer = try entry.make(&arguments)
      try arguments.finish(ignoring: entry.inert)
      statesLearningRate = arguments.isGiven("lr") || arguments.isGiven("learning_rate")
    } else {
      library = .descent
      optimizer = try Self.own(call, line: line)
      statesLearningRate = call.arguments.contains {
        $0.label == "learningRate" || $0.label == nil
      }
    }
    entry = Self.entry(of: optimizer, named: call.name)
    try Self.validate(optimizer, line: line)
  }

  /// The same optimizer in our own words: what differs from the catalogue's values is written out.
  public var canonical: String { entry.spec(of: optimizer) }

  /// The entry's name, and the library's where its conventions apply.
  public var label: String {
    library == .descent ? entry.name : "\(entry.name) (\(library.rawValue))"
  }

  /// The entry of this rule that needs the fewest values written out; the named one wins a tie.
  private static func entry(of optimizer: any Optimizer, named name: String) -> OptimizerEntry {
    let candidates = OptimizerCatalog.entries.filter {
      type(of: $0.prototype) == type(of: optimizer)
    }
    let named = candidates.first { $0.key == name }
    let best = candidates.min {
      $0.differences(of: optimizer).count < $1.differences(of: optimizer).count
    }
    guard let entry = named ?? best else {
      preconditionFailure("\(type(of: optimizer)) is missing from the catalogue")
    }
    return entry
  }

  private static func validate(_ optimizer: any Optimizer, line: String) throws(SpecError) {
    for hyperparameter in type(of: optimizer).hyperparameters {
      let value = hyperparameter.value(of: optimizer)
      if hyperparameter.setting(value, in: optimizer) == nil {
        throw SpecError(
          line: line,
          "\(line): \(hyperparameter.name) is \(value), but \(hyperparameter.expectation)")
      }
    }
  }
}

extension OptimizerSpec {
  /// Reads `adam(learningRate: 0.05, beta1: 0.8)`; a single bare number is the learning rate.
  private static func own(_ call: SpecCall, line: String) throws(SpecError) -> any Optimizer {
    guard let entry = OptimizerCatalog.entry(call.name) else {
      let names = OptimizerCatalog.entries.map(\.key)
      let hint = Spelling.hint(call.name, among: names)
      throw SpecError(
        line: line,
        "no optimizer is called \(call.name)\(hint) 'descent list optimizers' shows all")
    }
    return try call.configure(
      entry.prototype, name: entry.key, positional: ["learningRate"], line: line)
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
