import Suggestions

/// What a name stands for.
extension Lowering {
  mutating func element(
    of name: String, _ indices: [SyntaxTree], at expression: SyntaxTree
  ) throws(FormulaError) -> Graph.Index {
    var numbers: [Int] = []
    for index in indices { numbers.append(try wholeNumber(index)) }
    if case .vector(name, let count) = variables {
      guard numbers.count == 1, 1...count ~= numbers[0] else {
        let shown = numbers.map(String.init).joined(separator: ", ")
        throw error(
          "\(name)[\(shown)] is not one of \(name)[1] to \(name)[\(count)]", at: indices[0])
      }
      return graph.variable(numbers[0] - 1)
    }
    if let random = try random(name, numbers, at: expression) { return random }
    if let table = vocabulary.tables.first(where: { $0.name == name }) {
      return graph.constant(try entry(of: table, numbers, at: expression))
    }
    guard parts.contains(where: { $0.head.name == name }) else {
      throw error("“\(name)” has no elements; the variables are \(variableList)", at: expression)
    }
    return try definition(
      name, .square, numbers.map { graph.constant(Double($0)) }, at: expression)
  }

  private func entry(
    of table: Formula.Table, _ numbers: [Int], at expression: SyntaxTree
  ) throws(FormulaError) -> Double {
    let columns = table.columns ?? 1
    let (row, column) = (numbers[0], numbers.count > 1 ? numbers[1] : 1)
    guard numbers.count == table.arity, 1...max(table.rows, 1) ~= row, 1...columns ~= column,
      table.rows > 0
    else {
      let last = table.columns.map { "\(table.rows), \($0)" } ?? "\(table.rows)"
      let first = table.columns == nil ? "1" : "1, 1"
      let shown = numbers.map(String.init).joined(separator: ", ")
      throw error(
        "\(table.name)[\(shown)] is not one of \(table.name)[\(first)] to \(table.name)[\(last)]",
        at: expression)
    }
    return table.values[(row - 1) * columns + column - 1]
  }

  /// The node of a random number; nil where none has the name.
  private mutating func random(
    _ name: String, _ numbers: [Int], at expression: SyntaxTree
  ) throws(FormulaError) -> Graph.Index? {
    var first = variables.count
    for variable in vocabulary.randoms {
      let count = variable.count ?? 1
      guard variable.name == name else {
        first += count
        continue
      }
      if variable.count == nil, numbers.isEmpty { return graph.variable(first) }
      guard numbers.count == 1, variable.count != nil, 1...count ~= numbers[0] else {
        let use = variable.count.map { "\(name)[1] to \(name)[\($0)]" } ?? name
        throw error("this random number is used as \(use)", at: expression)
      }
      return graph.variable(first + numbers[0] - 1)
    }
    return nil
  }

  /// The node of a definition's body with its arguments put in.
  mutating func definition(
    _ name: String, _ brackets: Formula.Definition.Brackets, _ arguments: [Graph.Index],
    at expression: SyntaxTree
  ) throws(FormulaError) -> Graph.Index {
    guard let number = parts.firstIndex(where: { $0.head.name == name }) else {
      throw error(fault(inName: name), at: expression)
    }
    let part = parts[number]
    guard part.head.brackets == brackets, part.head.arguments.count == arguments.count else {
      throw error("“\(name)” is used as \(part.head)", at: expression)
    }
    let use = Use(part: number, arguments: arguments)
    if let index = known[use] { return index }
    guard unfinished.insert(use).inserted else {
      throw error("the definition of \(part.head) leads back to itself", at: expression)
    }
    let caller = (text, bindings)
    (text, bindings) = (part.characters, Array(zip(part.head.arguments, arguments)))
    defer {
      (text, bindings) = caller
      unfinished.remove(use)
    }
    do {
      let index = try self.number(part.body)
      known[use] = index
      return index
    } catch {
      throw error.within("\(part.head)")
    }
  }

  mutating func value(
    of name: String, at expression: SyntaxTree
  ) throws(FormulaError) -> Graph.Index {
    if let binding = bindings.last(where: { $0.name == name }) { return binding.node }
    if case .named(let names) = variables, let number = names.firstIndex(of: name) {
      return graph.variable(number)
    }
    if let parameter = vocabulary.parameters.first(where: { $0.name == name }) {
      return graph.constant(parameter.value)
    }
    if let random = try random(name, [], at: expression) { return random }
    switch name {
    case "pi": return graph.constant(.pi)
    case "e": return graph.constant(2.718281828459045)
    case "n": return graph.constant(Double(variables.count))
    default: return try definition(name, .none, [], at: expression)
    }
  }

  private var variableList: String {
    switch variables {
    case .named(let names): names.joined(separator: ", ")
    case .vector(let name, let count): "\(name)[1] to \(name)[\(count)]"
    }
  }

  var knownNames: [String] {
    var names = ["pi", "e", "n"] + vocabulary.names + bindings.map(\.name)
    if case .named(let variables) = variables { names = variables + names }
    return names
  }

  private func fault(inName name: String) -> String {
    if let table = vocabulary.tables.first(where: { $0.name == name }) {
      return "“\(name)” needs an index, \(table.columns == nil ? "\(name)[i]" : "\(name)[i, j]")"
    }
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
