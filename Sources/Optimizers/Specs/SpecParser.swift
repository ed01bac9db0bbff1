/// Reads `torch.optim.Adam(model.parameters(), lr=1e-3)` and `adam(learningRate: 0.001)` alike.
struct SpecParser {
  private let line: String
  private let characters: [Character]
  private var index = 0

  /// Reads a whole line that is one call.
  static func parse(_ line: String) throws(SpecError) -> SpecCall {
    let calls = try parseChain(line)
    guard calls.count == 1 else {
      throw SpecError(line: line, "only an optimizer can have something added to it with +")
    }
    return calls[0]
  }

  /// Reads `adam(learningRate: 0.01) + clipNorm(1)`: a call, and what is added to it.
  static func parseChain(_ line: String) throws(SpecError) -> [SpecCall] {
    var parser = SpecParser(line: line, characters: Array(line))
    var calls = [try parser.parseCall()]
    parser.skipSpaces()
    if parser.peek == "=" {
      // `optimizer = torch.optim.SGD(…)`, pasted with its left side.
      parser.index += 1
      calls = [try parser.parseCall()]
    }
    while parser.take("+") { calls.append(try parser.parseCall()) }
    parser.skipSpaces()
    guard parser.peek == nil else { throw parser.error("expected the line to end here") }
    return calls
  }

  private init(line: String, characters: [Character]) {
    self.line = line
    self.characters = characters
  }

  private var peek: Character? { index < characters.count ? characters[index] : nil }

  private func error(_ message: String, at position: Int? = nil) -> SpecError {
    SpecError(line: line, position: position ?? index, message)
  }

  private mutating func skipSpaces() {
    while let next = peek, next.isWhitespace { index += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipSpaces()
    guard peek == character else { return false }
    index += 1
    return true
  }

  private mutating func parseCall() throws(SpecError) -> SpecCall {
    skipSpaces()
    let start = index
    let name = takeName()
    guard !name.isEmpty else {
      throw error("expected the name of an optimizer, such as adam", at: start)
    }
    return SpecCall(name: name, arguments: try parseArguments() ?? [])
  }

  /// Letters, digits, `_`, `-` between letters, and dots.
  private mutating func takeName() -> String {
    let start = index
    while let next = peek {
      let isInside = index > start && (next.isNumber || next == "." || next == "-")
      guard next.isLetter || next == "_" || isInside else { break }
      index += 1
    }
    return String(characters[start..<index])
  }

  private mutating func parseArguments() throws(SpecError) -> [SpecCall.Argument]? {
    guard take("(") else { return nil }
    var arguments: [SpecCall.Argument] = []
    while !take(")") {
      if !arguments.isEmpty {
        guard take(",") else { throw error("expected a comma or a closing parenthesis") }
        if take(")") { break }
      }
      arguments.append(try parseArgument())
    }
    return arguments
  }

  private mutating func parseArgument() throws(SpecError) -> SpecCall.Argument {
    skipSpaces()
    let start = index
    let name = takeName()
    skipSpaces()
    if !name.isEmpty, peek == "=" || peek == ":" {
      index += 1
      return .init(label: name, value: try parseValue(), position: start)
    }
    index = start
    return .init(label: nil, value: try parseValue(), position: start)
  }

  private mutating func parseValue() throws(SpecError) -> SpecValue {
    skipSpaces()
    guard let next = peek else { throw error("expected a value, but the line ends") }
    if next == "(" || next == "[" { return .list(try parseList(closing: next == "(" ? ")" : "]")) }
    if next == "{" { return .dictionary(try parseDictionary()) }
    if next == "\"" || next == "'" { return .text(try parseText(next)) }
    if next == "*" {
      index += 1
      return SpecCall.keywordOnly
    }
    if next.isLetter || next == "_" { return try parseNamed() }
    var number = try parseNumber()
    // `1/3` is how people write torch's default factor.
    while take("/") {
      skipSpaces()
      number /= try parseNumber()
    }
    return .number(number)
  }

  private mutating func parseNamed() throws(SpecError) -> SpecValue {
    let name = takeName()
    if name == "lambda" {
      skipExpression()
      return .name(name)
    }
    switch name {
    case "True", "true": return .flag(true)
    case "False", "false": return .flag(false)
    case "None", "nil": return .none
    case "inf", "infinity", "math.inf", "np.inf": return .number(.infinity)
    default: break
    }
    guard let arguments = try parseArguments() else { return .name(name) }
    return .call(SpecCall(name: name, arguments: arguments))
  }

  /// A Python function of one line, which only chooses a model's parameters.
  private mutating func skipExpression() {
    var depth = 0
    while let next = peek {
      if "([{".contains(next) { depth += 1 }
      if ")]}".contains(next) { depth -= 1 }
      if depth < 0 || (depth == 0 && next == ",") { return }
      index += 1
    }
  }

  private mutating func parseList(closing: Character) throws(SpecError) -> [SpecValue] {
    index += 1
    var values: [SpecValue] = []
    while !take(closing) {
      if !values.isEmpty {
        guard take(",") else { throw error("expected a comma or \(closing)") }
        if take(closing) { break }
      }
      values.append(try parseValue())
    }
    return values
  }

  private mutating func parseDictionary() throws(SpecError) -> [SpecValue.Pair] {
    index += 1
    var pairs: [SpecValue.Pair] = []
    while !take("}") {
      if !pairs.isEmpty {
        guard take(",") else { throw error("expected a comma or }") }
        if take("}") { break }
      }
      let key = try parseValue()
      guard take(":") else { throw error("expected a colon between a key and its value") }
      pairs.append(.init(key: key, value: try parseValue()))
    }
    return pairs
  }

  private mutating func parseText(_ quote: Character) throws(SpecError) -> String {
    let start = index
    index += 1
    guard let end = characters[index...].firstIndex(of: quote) else {
      throw error("this text has no closing \(quote)", at: start)
    }
    defer { index = end + 1 }
    return String(characters[index..<end])
  }

  private mutating func parseNumber() throws(SpecError) -> Double {
    let start = index
    while let next = peek {
      let isSign = next == "-" || next == "+"
      let follows = index > start ? characters[index - 1] : nil
      guard
        next.isNumber || next == "." || next == "_" || next == "e" || next == "E"
          || (isSign && (follows == nil || follows == "e" || follows == "E"))
      else { break }
      index += 1
    }
    let text = String(characters[start..<index].filter { $0 != "_" })
    guard let number = Double(text) else {
      throw error("expected a value such as 0.01, True, None or (0.9, 0.999)", at: start)
    }
    return number
  }
}
