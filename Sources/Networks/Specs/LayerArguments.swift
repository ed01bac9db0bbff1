import Complaints
import YAMLFiles

/// The arguments of one layer; what is not asked for by the end is refused.
struct LayerArguments {
  let place: YAMLEntry
  private var named: [(key: String, value: YAMLEntry)] = []
  /// The first argument, where the layer has no names of arguments.
  private var first: YAMLEntry?
  private var known: [String] = []

  init(_ value: YAMLEntry?, _ place: YAMLEntry) throws(YAMLFileError) {
    self.place = place
    guard let value else { return }
    if value.isMapping {
      named = try value.mapping(of: "arguments")
    } else if value.isScalar {
      first = value
    }
  }

  /// The argument of a name, which is taken; the first one asked for may stand without its name.
  private mutating func take(_ key: String) -> YAMLEntry? {
    defer { known.append(key) }
    if known.isEmpty, let first { return first }
    return named.first { $0.key == key }?.value
  }

  mutating func text(_ key: String) throws(YAMLFileError) -> String? { try take(key)?.text() }

  mutating func number(
    _ key: String, or usual: Double? = nil, in range: ClosedRange<Double>
  ) throws(YAMLFileError) -> Double {
    guard let entry = take(key) else {
      guard let usual else { throw place.error("\(key) is missing") }
      return usual
    }
    return try Self.number(entry, key, range)
  }

  private static func number(
    _ entry: YAMLEntry, _ key: String, _ range: ClosedRange<Double>
  ) throws(YAMLFileError) -> Double {
    let text = try entry.text()
    guard let number = Double(text), range.contains(number) else {
      throw entry.error(
        "\(key): expected a number from \(range.lowerBound) to \(range.upperBound), found “\(text)”"
      )
    }
    return number
  }

  /// A list of numbers, or a number alone; nil where there is none.
  mutating func numbers(_ key: String) throws(YAMLFileError) -> [Double]? {
    guard let entry = named.isEmpty && first == nil ? nil : take(key) else {
      known.append(key)
      return nil
    }
    let range = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    if entry.isScalar { return [try Self.number(entry, key, range)] }
    var numbers: [Double] = []
    for item in try entry.list(of: "numbers") { numbers.append(try Self.number(item, key, range)) }
    return numbers
  }

  mutating func flag(_ key: String, or usual: Bool) throws(YAMLFileError) -> Bool {
    guard let text = try text(key) else { return usual }
    switch text.lowercased() {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw place.error("\(key): expected true or false, found “\(text)”")
    }
  }

  /// `l2: 1e-4`, `{l1: 1e-5, l2: 1e-4}`, or one of Keras' names with its usual strength, 0.01.
  mutating func penalty(_ key: String) throws(YAMLFileError) -> Penalty {
    guard let entry = take(key) else { return .none }
    if entry.isScalar {
      switch try entry.text() {
      case "l1": return Penalty(l1: 0.01)
      case "l2": return Penalty(l2: 0.01)
      case "l1_l2": return Penalty(l1: 0.01, l2: 0.01)
      case let name:
        throw entry.error("expected l1, l2, l1_l2 or {l1: …, l2: …}, found “\(name)”")
      }
    }
    var penalty = Penalty.none
    for (name, value) in try entry.mapping(of: "l1 and l2", keys: ["l1", "l2"]) {
      let strength = try Self.number(value, name, 0...1e6)
      if name == "l1" { penalty.l1 = strength } else { penalty.l2 = strength }
    }
    return penalty
  }

  /// `non_neg`, `unit_norm` or `{max_norm: 2}`.
  mutating func constraint(_ key: String) throws(YAMLFileError) -> Constraint {
    guard let entry = take(key) else { return .none }
    if entry.isScalar {
      switch try entry.text() {
      case "non_neg", "NonNeg": return .nonNegative
      case "unit_norm", "UnitNorm": return .unitNorm
      case "max_norm", "MaxNorm": return .maximumNorm(2)
      case let name:
        throw entry.error("expected non_neg, unit_norm or {max_norm: 2}, found “\(name)”")
      }
    }
    let pairs = try entry.mapping(of: "max_norm", keys: ["max_norm"])
    guard let limit = pairs.first?.value else { return .none }
    return .maximumNorm(try Self.number(limit, "max_norm", 1e-6...1e6))
  }

  /// Gives an error about a name its place.
  func named<Value>(
    _ read: () throws(NetworkError) -> Value
  ) throws(YAMLFileError) -> Value {
    do throws(NetworkError) {
      return try read()
    } catch {
      throw place.error(error.problem)
    }
  }

  /// Refuses what nothing has asked for.
  func finish(_ kind: String) throws(YAMLFileError) {
    if let first, known.isEmpty {
      throw first.error(Sentence("\(kind) takes no argument", "\(kind) não tem argumentos"))
    }
    if let odd = named.first(where: { !known.contains($0.key) }) {
      let names =
        known.isEmpty
        ? Sentence("; it takes none", "; não tem nenhum") : Activation.hint(odd.key, known)
      throw odd.value.error(
        Sentence("\(kind) has no argument “\(odd.key)”", "\(kind) não tem o argumento “\(odd.key)”")
          + names)
    }
  }
}
