extension Parser {
  /// A number, a name, `x[i]`, a call, or an expression in brackets.
  mutating func parsePrimary() throws(FormulaError) -> SyntaxTree {
    let first = token
    switch first.kind {
    case .number(let number):
      position += 1
      return SyntaxTree(kind: .number(number), offset: first.offset)
    case .name(let name):
      position += 1
      return try parseName(name, at: first.offset)
    case .symbol(.open):
      position += 1
      let expression = try parseExpression()
      guard take(.close) else {
        throw missing(.close, "to close the bracket at column \(column(of: first.offset))")
      }
      return expression
    case .symbol: throw error("expected a number, a name or “(”, but found “\(first.text)”")
    case .end: throw error("expected a number, a name or “(”, but the formula ends")
    }
  }

  private func column(of offset: Int) -> Int {
    offset - (text[..<offset].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0) + 1
  }

  private mutating func parseName(_ name: String, at offset: Int) throws(FormulaError)
    -> SyntaxTree
  {
    if take(.openBracket) {
      var indices = [try parseExpression()]
      while take(.comma) { indices.append(try parseExpression()) }
      try expect(.closeBracket, "after the index")
      return SyntaxTree(kind: .element(name, indices: indices), offset: offset)
    }
    if functions.contains(name) {
      let arguments = try parseArguments(of: name, at: offset)
      return SyntaxTree(kind: .application(name, arguments), offset: offset)
    }
    if name == "where" { return try parseChoice(at: offset) }
    if let series = SyntaxTree.Series(rawValue: name) {
      return try parseSeries(series, at: offset)
    }
    guard let function = FormulaFunction.named(name) else {
      return SyntaxTree(kind: .name(name), offset: offset)
    }
    return try parseCall(function, named: name, at: offset)
  }

  private mutating func parseCall(
    _ function: FormulaFunction, named name: String, at offset: Int
  ) throws(FormulaError) -> SyntaxTree {
    let arguments = try parseArguments(of: name, at: offset)
    guard function.arity.contains(arguments.count) else {
      let wanted =
        function.arity.count == 1
        ? "\(function.arity.lowerBound)" : "at least \(function.arity.lowerBound)"
      throw error(
        "\(name) takes \(wanted) argument\(wanted == "1" ? "" : "s"), not \(arguments.count)",
        at: offset)
    }
    return SyntaxTree(kind: .call(function, arguments), offset: offset)
  }

  private mutating func parseArguments(
    of name: String, at offset: Int
  ) throws(FormulaError) -> [SyntaxTree] {
    guard take(.open) else {
      throw error("\(name) is a function; write \(name)(…)", at: offset)
    }
    var arguments = [try parseExpression()]
    while take(.comma) { arguments.append(try parseExpression()) }
    try expect(.close, "after the arguments of \(name)")
    return arguments
  }

  private mutating func parseChoice(at offset: Int) throws(FormulaError) -> SyntaxTree {
    try expect(.open, "after where, as in where(x < 0, −x, x)")
    let condition = try parseExpression()
    try expect(.comma, "after the condition of where")
    let first = try parseExpression()
    try expect(.comma, "before the last argument of where")
    let otherwise = try parseExpression()
    try expect(.close, "after the arguments of where")
    return SyntaxTree(
      kind: .choice(condition: condition, first, otherwise: otherwise), offset: offset)
  }

  private mutating func parseSeries(_ series: SyntaxTree.Series, at offset: Int)
    throws(FormulaError) -> SyntaxTree
  {
    let form = "as in \(series.rawValue)(i, 1, n, x[i]^2)"
    try expect(.open, "after \(series.rawValue), \(form)")
    guard case .name(let index) = token.kind else {
      throw error("\(series.rawValue) begins with the name of its index, \(form)")
    }
    position += 1
    try expect(.comma, "after the index, \(form)")
    let from = try parseExpression()
    try expect(.comma, "after the first value of \(index), \(form)")
    let through = try parseExpression()
    try expect(.comma, "after the last value of \(index), \(form)")
    let body = try parseExpression()
    try expect(.close, "after the arguments of \(series.rawValue)")
    return SyntaxTree(
      kind: .series(series, index: index, from: from, through: through, body: body),
      offset: offset)
  }

  /// The formula in its one canonical spelling: every × written out, single spaces.
  func canonicalText() -> String {
    var text = ""
    for (index, token) in tokens.enumerated() {
      if impliedProducts.contains(index) { text += " * " }
      guard case .symbol(let symbol) = token.kind, !signs.contains(index) else {
        if case .name = token.kind, ["and", "or", "not"].contains(token.text) {
          text += token.text == "not" ? "not " : " \(token.text) "
        } else {
          text += token.text
        }
        continue
      }
      switch symbol {
      case .open, .close, .openBracket, .closeBracket, .power: text += symbol.rawValue
      case .comma: text += ", "
      default: text += " \(symbol.rawValue) "
      }
    }
    return text
  }
}
