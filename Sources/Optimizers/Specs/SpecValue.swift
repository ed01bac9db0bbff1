/// A literal of a spec line, in Python's notation or in ours.
public indirect enum SpecValue: Sendable, Hashable {
  case number(Double)
  case flag(Bool)
  case none
  case text(String)
  case list([SpecValue])
  case dictionary([Pair])
  /// A bare name, such as `insideRoot` or `model`.
  case name(String)
  /// A call, such as `model.parameters()` or `decoupled(0.1)`.
  case call(SpecCall)

  /// One `key: value` of a dictionary.
  public struct Pair: Sendable, Hashable {
    public var key: SpecValue
    public var value: SpecValue
  }
}

/// `name(arguments)`, or a bare `name`.
public struct SpecCall: Sendable, Hashable {
  public var name: String
  public var arguments: [Argument]

  public struct Argument: Sendable, Hashable {
    /// Nil for a positional argument.
    public var label: String?
    public var value: SpecValue
    /// Where it starts in the line, in characters.
    public var position: Int
  }

  /// The positional `*` of a Python signature.
  static let keywordOnly = SpecValue.name("*")
}

extension SpecValue: CustomStringConvertible {
  public var description: String {
    switch self {
    case .number(let number): HyperparameterValue.text(number)
    case .flag(let flag): flag ? "True" : "False"
    case .none: "None"
    case .text(let text): "\"\(text)\""
    case .list(let values): "(" + values.map(\.description).joined(separator: ", ") + ")"
    case .dictionary(let pairs):
      "{" + pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    case .name(let name): name
    case .call(let call): call.name + "(…)"
    }
  }
}
