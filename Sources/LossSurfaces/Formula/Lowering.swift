/// Turns the tree of a formula into a graph: names get their values, series are written out, and
/// definitions are put where they are used, each once for the same arguments.
struct Lowering {
  var graph = Graph()
  let variables: Formula.Variables
  let vocabulary: Formula.Vocabulary
  let parts: [FormulaPart]
  var text: [Character]
  /// Indices of series and arguments of definitions, the innermost last.
  var bindings: [(name: String, node: Graph.Index)] = []
  var known: [Use: Graph.Index] = [:]
  var unfinished: Set<Use> = []
  private var passes = 0
  private var depth = 0

  /// A definition with its arguments.
  struct Use: Hashable {
    let part: Int
    let arguments: [Graph.Index]
  }

  /// More than any surface that can be raced; keeps a hostile file from filling the memory.
  private static let mostNodes = 400_000
  private static let mostPasses = 1_000_000
  /// Definitions may use each other; together they may not be deeper than any thread's stack.
  private static let deepest = 300

  init(
    _ variables: Formula.Variables, vocabulary: Formula.Vocabulary, parts: [FormulaPart],
    text: [Character]
  ) {
    self.variables = variables
    self.vocabulary = vocabulary
    self.parts = parts
    self.text = text
  }

  func error(_ message: String, at expression: SyntaxTree) -> FormulaError {
    FormulaError(message, in: text, at: expression.offset)
  }

  /// The node of a number; a constant must be finite.
  mutating func number(_ expression: SyntaxTree) throws(FormulaError) -> Graph.Index {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw error("the definitions nest deeper than \(Self.deepest) levels here", at: expression)
    }
    let index = try lowered(expression)
    if let constant = graph.constant(at: index), !constant.isFinite {
      let why = constant.isNaN ? "is not a number" : "is infinite"
      throw error("this part of the formula \(why)", at: expression)
    }
    guard graph.nodes.count <= Self.mostNodes else {
      throw error(
        "the formula takes more than \(Self.mostNodes) operations in \(variables.count) dimensions",
        at: expression)
    }
    return index
  }

  private mutating func lowered(_ expression: SyntaxTree) throws(FormulaError) -> Graph.Index {
    switch expression.kind {
    case .number(let number): return graph.constant(number)
    case .name(let name): return try value(of: name, at: expression)
    case .element(let name, let indices):
      return try element(of: name, indices, at: expression)
    case .application(let name, let arguments):
      var values: [Graph.Index] = []
      for argument in arguments { values.append(try number(argument)) }
      return try definition(name, .round, values, at: expression)
    case .negation(let operand): return graph.negate(try number(operand))
    case .chain(let first, let links): return try chain(first, links, at: expression)
    case .power(let base, let exponent):
      return graph.power(try number(base), raisedTo: try number(exponent))
    case .call(let function, let arguments):
      var values: [Graph.Index] = []
      for argument in arguments { values.append(try number(argument)) }
      return graph.call(function, values)
    case .choice(let condition, let first, let otherwise):
      let condition = try self.condition(condition)
      if let holds = graph.constant(at: condition) {
        return try number(holds != 0 ? first : otherwise)
      }
      return graph.select(condition, try number(first), try number(otherwise))
    case .series(let series, let index, let from, let through, let body):
      let range = try self.range(from, through)
      return try self.series(series, index, over: range, body, at: expression)
    case .comparison, .not:
      throw error("a condition stands only in where(…, …, …)", at: expression)
    }
  }

  private mutating func chain(
    _ first: SyntaxTree, _ links: [SyntaxTree.Link], at expression: SyntaxTree
  ) throws(FormulaError) -> Graph.Index {
    if links[0].operation == .and || links[0].operation == .or {
      throw error("a condition stands only in where(…, …, …)", at: expression)
    }
    var result = try number(first)
    for link in links {
      let operand = try number(link.operand)
      if link.operation == .divide, graph.constant(at: operand) == 0 {
        throw error("this divides by zero", at: link.operand)
      }
      switch link.operation {
      case .add: result = graph.add(result, operand)
      case .subtract: result = graph.subtract(result, operand)
      case .multiply: result = graph.multiply(result, operand)
      default: result = graph.divide(result, operand)
      }
      if let constant = graph.constant(at: result), !constant.isFinite {
        throw error("this part of the formula is infinite", at: expression)
      }
    }
    return result
  }

  private mutating func condition(_ expression: SyntaxTree) throws(FormulaError) -> Graph.Index {
    switch expression.kind {
    case .not(let operand): return graph.not(try condition(operand))
    case .chain(let first, let links)
    where links[0].operation == .and || links[0].operation == .or:
      var result = try condition(first)
      for link in links {
        let operation: Graph.Operation = link.operation == .and ? .both : .either
        result = graph.binary(operation, result, try condition(link.operand))
      }
      return result
    case .comparison(let comparison, let left, let right):
      return graph.compare(comparison, try number(left), try number(right))
    default: throw error("expected a condition, as x < 0", at: expression)
    }
  }

  private mutating func series(
    _ series: SyntaxTree.Series, _ index: String, over range: ClosedRange<Int>?,
    _ body: SyntaxTree, at expression: SyntaxTree
  ) throws(FormulaError) -> Graph.Index {
    if knownNames.contains(index) {
      throw error("the index \(index) has a meaning already; choose another name", at: expression)
    }
    var result = graph.constant(series == .sum ? 0 : 1)
    guard let range else { return result }
    bindings.append((index, result))
    defer { bindings.removeLast() }
    for value in range {
      passes += 1
      guard passes <= Self.mostPasses else {
        throw error("the series have more than \(Self.mostPasses) terms", at: expression)
      }
      bindings[bindings.count - 1].node = graph.constant(Double(value))
      let term = try number(body)
      result = series == .sum ? graph.add(result, term) : graph.multiply(result, term)
    }
    return result
  }

  /// Nil is an empty range.
  private mutating func range(
    _ from: SyntaxTree, _ through: SyntaxTree
  ) throws(FormulaError) -> ClosedRange<Int>? {
    let (first, last) = (try wholeNumber(from), try wholeNumber(through))
    return first <= last ? first...last : nil
  }

  mutating func wholeNumber(_ expression: SyntaxTree) throws(FormulaError) -> Int {
    let index = try number(expression)
    guard let value = graph.constant(at: index) else {
      throw error("expected a whole number that does not depend on the variables", at: expression)
    }
    guard let whole = Int(exactly: value), abs(value) < 1e9 else {
      throw error("expected a whole number, found \(value)", at: expression)
    }
    return whole
  }
}
