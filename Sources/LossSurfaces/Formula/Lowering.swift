import Suggestions

/// Turns the tree of a formula into a graph: names get their values, series are written out.
struct Lowering {
  var graph = Graph()
  private let variables: Formula.Variables
  private let parameters: [Formula.Parameter]
  private let text: [Character]
  private var indices: [(name: String, value: Double)] = []
  private var passes = 0

  /// More than any surface that can be raced; keeps a hostile file from filling the memory.
  private static let mostNodes = 400_000
  private static let mostPasses = 1_000_000

  init(_ variables: Formula.Variables, parameters: [Formula.Parameter], text: [Character]) {
    self.variables = variables
    self.parameters = parameters
    self.text = text
  }

  private func error(_ message: String, at expression: SyntaxTree) -> FormulaError {
    FormulaError(message, in: text, at: expression.offset)
  }

  /// The node of a number; a constant must be finite.
  mutating func number(_ expression: SyntaxTree) throws(FormulaError) -> Graph.Index {
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
    case .element(let name, let index): return try element(of: name, index, at: expression)
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
    indices.append((index, 0))
    defer { indices.removeLast() }
    for value in range {
      passes += 1
      guard passes <= Self.mostPasses else {
        throw error("the series have more than \(Self.mostPasses) terms", at: expression)
      }
      indices[indices.count - 1].value = Double(value)
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

  private mutating func wholeNumber(_ expression: SyntaxTree) throws(FormulaError) -> Int {
    let index = try number(expression)
    guard let value = graph.constant(at: index) else {
      throw error("expected a whole number that does not depend on the variables", at: expression)
    }
    guard let whole = Int(exactly: value), abs(value) < 1e9 else {
      throw error("expected a whole number, found \(value)", at: expression)
    }
    return whole
  }

  private mutating func element(
    of name: String, _ index: SyntaxTree, at expression: SyntaxTree
  ) throws(FormulaError) -> Graph.Index {
    guard case .vector(name, let count) = variables else {
      throw error("“\(name)” has no elements; the variables are \(variableList)", at: expression)
    }
    let number = try wholeNumber(index)
    guard 1...count ~= number else {
      throw error("\(name)[\(number)] is not one of \(name)[1] to \(name)[\(count)]", at: index)
    }
    return graph.variable(number - 1)
  }

  private mutating func value(
    of name: String, at expression: SyntaxTree
  ) throws(FormulaError) -> Graph.Index {
    if let index = indices.last(where: { $0.name == name }) { return graph.constant(index.value) }
    if case .named(let names) = variables, let number = names.firstIndex(of: name) {
      return graph.variable(number)
    }
    if let parameter = parameters.first(where: { $0.name == name }) {
      return graph.constant(parameter.value)
    }
    switch name {
    case "pi": return graph.constant(.pi)
    case "e": return graph.constant(2.718281828459045)
    case "n": return graph.constant(Double(variables.count))
    default: throw error(fault(inName: name), at: expression)
    }
  }

  private var variableList: String {
    switch variables {
    case .named(let names): names.joined(separator: ", ")
    case .vector(let name, let count): "\(name)[1] to \(name)[\(count)]"
    }
  }

  private var knownNames: [String] {
    var names = ["pi", "e", "n"] + parameters.map(\.name) + indices.map(\.name)
    if case .named(let variables) = variables { names = variables + names }
    return names
  }

  private func fault(inName name: String) -> String {
    if case .vector(name, let count) = variables {
      return "“\(name)” needs an index, \(name)[1] to \(name)[\(count)]"
    }
    let known = knownNames
    let letters = name.map(String.init)
    if letters.count > 1, letters.allSatisfy({ known.contains($0) }) {
      return "unknown name “\(name)”; to multiply, write \(letters.joined(separator: " "))"
    }
    let nearest = Spelling.nearest(to: name, among: known + FormulaFunction.names)
    let hint =
      nearest.first.map { "; did you mean \($0)?" } ?? "; the variables are \(variableList)"
    return "unknown name “\(name)”\(hint)"
  }
}
