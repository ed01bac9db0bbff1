/// Builds the tree of a formula.
///
/// From the loosest operator to the tightest:
///
///     or   and   not   < <= > >= == !=   + −   × ÷ and implied ×   sign   ^   x[i] f(…) (…)
///
/// Operators of one rank work from the left, ^ from the right; −x^2 is −(x^2). Implied
/// multiplication has the rank of ×, so that `1/2 x` is (1/2)·x; `1/2x` is refused as unclear.
struct Parser {
  let text: [Character]
  var tokens: [Token]
  var position = 0
  /// Where multiplication is implied: before these tokens.
  var impliedProducts: Set<Int> = []
  /// The tokens that are signs of a number, not operators between two.
  var signs: Set<Int> = []
  private var depth = 0
  /// Deeper than any formula that is meant, and shallow enough for any thread's stack.
  private static let deepest = 100

  /// The functions that definitions add to the language.
  let functions: [String]

  init(_ text: String, functions: [String] = []) throws(FormulaError) {
    self.text = Array(text)
    self.functions = functions
    tokens = try Lexer.tokens(of: self.text)
  }

  mutating func parse() throws(FormulaError) -> SyntaxTree {
    if case .end = token.kind { throw error("the formula is empty") }
    let expression = try parseExpression()
    switch token.kind {
    case .end: return expression
    case .symbol(.close), .symbol(.closeBracket): throw error("“\(token.text)” closes nothing")
    default: throw error("an operator is missing before “\(token.text)”")
    }
  }

  var token: Token { tokens[position] }

  func error(_ message: String, at offset: Int? = nil) -> FormulaError {
    FormulaError(message, in: text, at: offset ?? token.offset)
  }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard case .symbol(symbol) = token.kind else { return false }
    position += 1
    return true
  }

  mutating func takeName(_ name: String) -> Bool {
    guard case .name(name) = token.kind else { return false }
    position += 1
    return true
  }

  mutating func expect(_ symbol: Token.Symbol, _ purpose: String) throws(FormulaError) {
    guard take(symbol) else { throw missing(symbol, purpose) }
  }

  func missing(_ symbol: Token.Symbol, _ purpose: String) -> FormulaError {
    let found = token.kind == .end ? "the formula ends" : "found “\(token.text)”"
    return error("expected “\(symbol.rawValue)” \(purpose), but \(found)")
  }

  mutating func parseExpression() throws(FormulaError) -> SyntaxTree {
    try nested { parser throws(FormulaError) in try parser.parseDisjunction() }
  }

  /// Guards the stack against formulas that nest without end.
  private mutating func nested(
    _ parse: (inout Parser) throws(FormulaError) -> SyntaxTree
  ) throws(FormulaError) -> SyntaxTree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw error("the formula nests deeper than \(Self.deepest) levels here")
    }
    return try parse(&self)
  }

  private mutating func parseDisjunction() throws(FormulaError) -> SyntaxTree {
    try parseChain([("or", .or)]) { parser throws(FormulaError) in
      try parser.parseChain([("and", .and)]) { parser throws(FormulaError) in
        try parser.parseInversion()
      }
    }
  }

  private mutating func parseChain(
    _ words: [(String, SyntaxTree.Operator)],
    of operand: (inout Parser) throws(FormulaError) -> SyntaxTree
  ) throws(FormulaError) -> SyntaxTree {
    let offset = token.offset
    let first = try operand(&self)
    var links: [SyntaxTree.Link] = []
    while let word = words.first(where: { token.kind == .name($0.0) }) {
      position += 1
      links.append(.init(operation: word.1, operand: try operand(&self)))
    }
    return links.isEmpty ? first : SyntaxTree(kind: .chain(first, links), offset: offset)
  }

  private mutating func parseInversion() throws(FormulaError) -> SyntaxTree {
    let offset = token.offset
    guard takeName("not") else { return try parseComparison() }
    let operand = try nested { parser throws(FormulaError) in try parser.parseInversion() }
    return SyntaxTree(kind: .not(operand), offset: offset)
  }

  private mutating func parseComparison() throws(FormulaError) -> SyntaxTree {
    let left = try parseSum()
    guard let comparison = comparison else { return left }
    let offset = token.offset
    position += 1
    let right = try parseSum()
    guard self.comparison == nil else {
      throw error("comparisons do not chain; write a < b and b < c")
    }
    return SyntaxTree(kind: .comparison(comparison, left, right), offset: offset)
  }

  private var comparison: SyntaxTree.Comparison? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    return switch symbol {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    default: nil
    }
  }

  private mutating func parseSum() throws(FormulaError) -> SyntaxTree {
    let offset = token.offset
    let first = try parseProduct()
    var links: [SyntaxTree.Link] = []
    while case .symbol(let symbol) = token.kind, symbol == .plus || symbol == .minus {
      position += 1
      let operand = try parseProduct()
      links.append(.init(operation: symbol == .plus ? .add : .subtract, operand: operand))
    }
    return links.isEmpty ? first : SyntaxTree(kind: .chain(first, links), offset: offset)
  }

  private mutating func parseProduct() throws(FormulaError) -> SyntaxTree {
    let offset = token.offset
    let first = try parseSigned()
    var links: [SyntaxTree.Link] = []
    while true {
      if take(.times) {
        links.append(.init(operation: .multiply, operand: try parseSigned()))
      } else if take(.divide) {
        links.append(.init(operation: .divide, operand: try parseSigned()))
      } else if startsFactor {
        if links.last?.operation == .divide, !token.isSpaced {
          throw error("unclear what is divided; write 1/(2 x) or (1/2) x")
        }
        impliedProducts.insert(position)
        links.append(.init(operation: .multiply, operand: try parsePower()))
      } else {
        return links.isEmpty ? first : SyntaxTree(kind: .chain(first, links), offset: offset)
      }
    }
  }

  private var startsFactor: Bool {
    switch token.kind {
    case .name(let name): name != "and" && name != "or" && name != "not"
    case .symbol(let symbol): symbol == .open
    case .number, .end: false
    }
  }

  private mutating func parseSigned() throws(FormulaError) -> SyntaxTree {
    let offset = token.offset
    guard case .symbol(let symbol) = token.kind, symbol == .minus || symbol == .plus else {
      return try parsePower()
    }
    signs.insert(position)
    position += 1
    let operand = try nested { parser throws(FormulaError) in try parser.parseSigned() }
    return symbol == .plus ? operand : SyntaxTree(kind: .negation(operand), offset: offset)
  }

  private mutating func parsePower() throws(FormulaError) -> SyntaxTree {
    let base = try parsePrimary()
    let offset = token.offset
    guard take(.power) else { return base }
    let exponent = try nested { parser throws(FormulaError) in try parser.parseSigned() }
    return SyntaxTree(kind: .power(base, exponent: exponent), offset: offset)
  }
}
