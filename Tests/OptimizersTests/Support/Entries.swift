public import Optimizers
public import Testing

extension OptimizerEntry: CustomTestStringConvertible {
  public var testDescription: String { key }
}

/// The catalogue as the generic tests need it.
enum Entries {
  /// The entries whose rules step by one gradient, parameter by parameter or by norms; those that
  /// see whole matrices have tests of their own.
  static let updating = OptimizerCatalog.entries.filter {
    $0.prototype is any UpdatingOptimizer && !($0.prototype is any MatrixOptimizer)
  }

  /// Those without anything around their rule.
  static let plain = updating.filter { !($0.prototype is any WrappingOptimizer) }

  static func rule(_ line: String) throws -> any UpdatingOptimizer {
    try #require(try OptimizerSpec(line).optimizer as? any UpdatingOptimizer)
  }
}

extension OptimizerEntry {
  func updating() throws -> any UpdatingOptimizer {
    try #require(prototype as? any UpdatingOptimizer)
  }
}
