/// A named transform of the catalogue.
public struct TransformEntry: Sendable {
  /// What a spec line writes: `clipNorm`, `lookahead`.
  public let key: String
  public let prototype: any Configurable
  /// What it does, in one phrase.
  public let meaning: String
  public let formula: String
  /// Who published it; empty for what nobody claims.
  public let source: String
  /// Whether every value is written with its name, because a plain number would mean a rate.
  let isLabelled: Bool

  public init(
    key: String, prototype: any Configurable, meaning: String, formula: String,
    source: String = "", isLabelled: Bool = false
  ) {
    self.isLabelled = isLabelled
    self.key = key
    self.prototype = prototype
    self.meaning = meaning
    self.formula = formula
    self.source = source
  }

  /// As a spec line writes it: the first value plainly, the others where they differ.
  func text(of transform: any Configurable) -> String {
    let hyperparameters = type(of: transform).hyperparameters
    guard !isLabelled else {
      let values = transform.differences(from: prototype).map { "\($0.name): \($0.value)" }
      return values.isEmpty ? key : "\(key)(\(values.joined(separator: ", ")))"
    }
    guard let first = hyperparameters.first else { return key }
    var arguments = ["\(first.value(of: transform))"]
    for (name, value) in transform.differences(from: prototype) where name != first.name {
      arguments.append("\(name): \(value)")
    }
    return "\(key)(\(arguments.joined(separator: ", ")))"
  }
}

/// Everything that can be put around a rule, by name; adding one is its file and a line here.
public enum TransformCatalog {
  public static let entries: [TransformEntry] = [
    ClipValue.entry,
    ClipNorm.entry,
    ClipGlobalNorm.entry,
    ClipAdaptively.entry,
    Normalization.entry,
    Centralization.entry,
    L1Penalty.entry,
    L2Penalty.entry,
    DecoupledDecay.entry,
    GradientNoise.entry,
    GradientMean.entry,
    Accumulation.entry,
    CautiousMask.entry,
    Lookahead.entry,
    MovingAverage.entry,
    PolyakAverage.entry,
    SharpnessAware.entry,
    ReduceOnPlateau.entry,
  ]

  public static func entry(_ key: String) -> TransformEntry? { entries.first { $0.key == key } }

  /// The settings of something around a rule, as a spec line writes them: `clipNorm(1)`.
  public static func text(of settings: any Configurable) -> String {
    guard let entry = entry(of: settings) else {
      preconditionFailure("\(type(of: settings)) is missing from the catalogue")
    }
    return entry.text(of: settings)
  }

  /// The entry of these settings' kind.
  public static func entry(of settings: any Configurable) -> TransformEntry? {
    entries.first { type(of: $0.prototype) == type(of: settings) }
  }
}
