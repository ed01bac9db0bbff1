/// A definition that has been parsed.
struct FormulaPart: Sendable {
  let head: Formula.Definition.Head
  let characters: [Character]
  let body: SyntaxTree
  /// Head and body in the one spelling that all ways of writing them share.
  let canonicalText: String

  fileprivate init(_ definition: Formula.Definition, functions: [String]) throws(FormulaError) {
    do {
      var parser = try Parser(definition.text, functions: functions)
      body = try parser.parse()
      characters = parser.text
      head = definition.head
      canonicalText = "\(definition.head): \(parser.canonicalText())"
    } catch {
      throw error.within("\(definition.head)")
    }
  }
}

extension Formula.Vocabulary {
  /// The definitions that are called with round brackets.
  var functionNames: [String] {
    definitions.filter { $0.head.brackets == .round }.map(\.head.name)
  }

  /// All definitions, parsed; each may use all others.
  func parts() throws(FormulaError) -> [FormulaPart] {
    let functions = functionNames
    var parts: [FormulaPart] = []
    for definition in definitions {
      parts.append(try FormulaPart(definition, functions: functions))
    }
    return parts
  }
}
