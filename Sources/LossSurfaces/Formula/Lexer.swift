/// Cuts the text of a formula into tokens; − × · ÷ ² π ≤ ≥ ≠ mean what they look like.
struct Lexer {
  private let characters: [Character]
  private var position = 0
  private var tokens: [Token] = []

  private init(_ characters: [Character]) { self.characters = characters }

  static func tokens(of characters: [Character]) throws(FormulaError) -> [Token] {
    var lexer = Lexer(characters)
    while try lexer.readToken() {}
    return lexer.tokens
  }

  /// False after the end of the text.
  private mutating func readToken() throws(FormulaError) -> Bool {
    let start = position
    while let next = peek(), next.isWhitespace { position += 1 }
    let isSpaced = position > start
    let offset = position
    func token(_ kind: Token.Kind, _ text: String) -> Token {
      Token(kind: kind, text: text, offset: offset, isSpaced: isSpaced)
    }
    guard let next = peek() else {
      tokens.append(token(.end, ""))
      return false
    }
    if next.isASCII, next.isNumber || next == "." {
      let text = readDigits()
      tokens.append(token(.number(try number(text, at: offset)), text))
    } else if let exponent = readSuperscript() {
      tokens.append(token(.symbol(.power), "^"))
      tokens.append(token(.number(exponent), "\(Int(exponent))"))
    } else if next.isLetter || next == "_" {
      let text = readName()
      tokens.append(token(.name(text), text))
    } else {
      let symbol = try readSymbol()
      tokens.append(token(.symbol(symbol), symbol.rawValue))
    }
    return true
  }

  private func peek(_ distance: Int = 0) -> Character? {
    position + distance < characters.count ? characters[position + distance] : nil
  }

  private func isDigit(_ distance: Int) -> Bool {
    guard let next = peek(distance) else { return false }
    return next.isASCII && next.isNumber
  }

  /// Digits, a point, and an exponent where digits follow the e: `2e` is 2·e, `2e3` is 2000.
  private mutating func readDigits() -> String {
    let start = position
    while isDigit(0) || peek() == "." { position += 1 }
    if peek() == "e" || peek() == "E" {
      let sign = peek(1) == "-" || peek(1) == "+" ? 1 : 0
      if isDigit(1 + sign) {
        position += 1 + sign
        while isDigit(0) { position += 1 }
      }
    }
    return String(characters[start..<position])
  }

  private func number(_ text: String, at offset: Int) throws(FormulaError) -> Double {
    guard let number = Double(text.hasSuffix(".") ? text + "0" : text) else {
      throw FormulaError("“\(text)” is not a number", in: characters, at: offset)
    }
    guard number.isFinite else {
      throw FormulaError("the number \(text) is too large", in: characters, at: offset)
    }
    return number
  }

  private mutating func readName() -> String {
    if peek() == "π" {
      position += 1
      return "pi"
    }
    let start = position
    while let next = peek(), next.isLetter || next == "_" || isDigit(0) { position += 1 }
    return String(characters[start..<position])
  }

  private mutating func readSuperscript() -> Double? {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let isNegative = peek() == "⁻"
    var distance = isNegative ? 1 : 0
    var exponent: Double?
    while let next = peek(distance), let digit = digits.firstIndex(of: next), distance < 4 {
      exponent = (exponent ?? 0) * 10 + Double(digit)
      distance += 1
    }
    guard let exponent else { return nil }
    position += distance
    return isNegative ? -exponent : exponent
  }

  private mutating func readSymbol() throws(FormulaError) -> Token.Symbol {
    if let next = peek(), let following = peek(1),
      let symbol = Token.Symbol(rawValue: "\(next)\(following)")
    {
      position += 2
      return symbol
    }
    guard let next = peek(), let symbol = Self.symbol(next) else {
      throw FormulaError(faultInSymbol, in: characters, at: position)
    }
    position += 1
    return symbol
  }

  private static func symbol(_ character: Character) -> Token.Symbol? {
    switch character {
    case "−", "–": .minus
    case "×", "·", "∗", "⋅": .times
    case "÷", "∕": .divide
    case "≤": .lessOrEqual
    case "≥": .greaterOrEqual
    case "≠": .notEqual
    default: Token.Symbol(rawValue: "\(character)")
    }
  }

  private var faultInSymbol: String {
    switch peek() {
    case "=": "“=” assigns nothing here; write == to compare"
    case "|": "write abs(…) for the absolute value"
    case "{", "}": "write round brackets, ( and )"
    case ";": "write , between arguments, and . in a decimal number"
    default: "unexpected character “\(peek().map(String.init) ?? "")”"
    }
  }
}
