import Suggestions

extension Activation {
  /// Reads a name, and in brackets the parameter of an activation that has one.
  /// - Throws: `NetworkError` with the nearest names, or for a parameter where none belongs.
  public init(text: String) throws(NetworkError) {
    let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let activation = Activation(name: name) else {
      throw NetworkError(
        "no activation is called “\(name)”"
          + Self.hint(name, Activation.all.map(\.name) + ["parametricReLU"]))
    }
    guard parts.count == 2 else {
      self = activation
      return
    }
    guard parts[1].hasSuffix(")"), let number = Double(parts[1].dropLast()), number.isFinite,
      let adjusted = activation.with(parameter: number)
    else {
      throw NetworkError(
        "the activation “\(text)” is not understood; a number in brackets follows leakyReLU, elu "
          + "and hardShrink only, as in leakyReLU(0.2)")
    }
    self = adjusted
  }

  /// nil for an activation without a parameter.
  func with(parameter: Double) -> Activation? {
    switch self {
    case .leakyReLU: .leakyReLU(slope: parameter)
    case .elu: .elu(alpha: parameter)
    case .hardShrink: .hardShrink(threshold: parameter)
    default: nil
    }
  }

  static func hint(_ name: String, _ names: [String]) -> String {
    let hint = Spelling.hint(name, among: names)
    return hint.isEmpty ? "; there are " + names.joined(separator: ", ") : hint
  }
}

extension Initializer {
  /// Reads a name.
  /// - Throws: `NetworkError` with the nearest names.
  public init(text: String) throws(NetworkError) {
    guard let initializer = Initializer(name: text) else {
      throw NetworkError(
        "no initializer is called “\(text)”" + Activation.hint(text, Self.named.map(\.name)))
    }
    self = initializer
  }
}

extension Loss {
  /// Reads a name.
  /// - Throws: `NetworkError` with the nearest names.
  public init(text: String) throws(NetworkError) {
    guard let loss = Loss(name: text) else {
      throw NetworkError(
        "no loss is called “\(text)”" + Activation.hint(text, Self.all.map(\.name)))
    }
    self = loss
  }
}
