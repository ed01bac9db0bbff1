/// Something whose values a spec line can set by name: an optimizer, a schedule, a transform.
public protocol Configurable: Sendable {
  /// Every value that can be set, in the order in which it is printed.
  static var hyperparameters: [Hyperparameter] { get }
}

extension Configurable {
  /// The same with other values: `Adam().with { $0.beta1 = 0.8 }`.
  public func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }

  /// The values in which this differs from `other`, in the order of declaration.
  func differences(from other: any Configurable) -> [(name: String, value: HyperparameterValue)] {
    Self.hyperparameters.compactMap { hyperparameter in
      let value = hyperparameter.value(of: self)
      guard value != hyperparameter.value(of: other) else { return nil }
      return (hyperparameter.name, value)
    }
  }
}
