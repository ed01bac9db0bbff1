import YAMLFiles

/// Reads what a formula may name: `parameters`, `tables`, `definitions`, and the tables of an
/// instance.
struct VocabularyReader {
  let file: SurfaceFile
  let variables: Formula.Variables
  let instance: Int?

  private static let taken = ["pi", "e", "n", "i", "and", "or", "not", "where", "sum", "product"]

  func vocabulary() throws(YAMLFileError) -> Formula.Vocabulary {
    var vocabulary = try instanceVocabulary()
    for (name, value) in try entries("parameters", of: "named numbers") {
      try check(name, value, vocabulary)
      let known = vocabulary.with("n", Double(variables.count))
      vocabulary.parameters.append(.init(name: name, value: try value.number(with: known)))
    }
    for (name, value) in try entries("tables", of: "lists of numbers, or of rows of numbers") {
      try check(name, value, vocabulary)
      let known = vocabulary.with("n", Double(variables.count))
      vocabulary.tables.append(try table(name, value, known))
    }
    for (head, value) in try entries("definitions", of: "formulas under names, as {r: x^2 + y^2}") {
      let definition = Formula.Definition(try self.head(head, value), text: try value.text())
      try check(definition.head.name, value, vocabulary)
      vocabulary.definitions.append(definition)
    }
    return vocabulary
  }

  private func entries(
    _ key: String, of expected: String
  ) throws(YAMLFileError) -> [(key: String, value: YAMLEntry)] {
    try file.entry(key)?.mapping(of: expected) ?? []
  }

  private func head(
    _ text: String, _ value: YAMLEntry
  ) throws(YAMLFileError) -> Formula.Definition.Head {
    do {
      return try Formula.Definition.Head(parsing: text)
    } catch {
      throw value.error("\(error)")
    }
  }

  private func check(
    _ name: String, _ value: YAMLEntry, _ vocabulary: Formula.Vocabulary
  ) throws(YAMLFileError) {
    guard !Self.taken.contains(name), FormulaFunction.named(name) == nil,
      !variables.names.contains(name), !vocabulary.names.contains(name)
    else { throw value.error("the name \(name) has a meaning already; choose another") }
  }

  private func table(
    _ name: String, _ entry: YAMLEntry, _ known: Formula.Vocabulary
  ) throws(YAMLFileError) -> Formula.Table {
    var values: [Double] = []
    var columns: Int?
    for (number, item) in try entry.list(of: "numbers, or of rows of numbers").enumerated() {
      if item.isScalar {
        guard columns == nil else { throw item.error("expected a row of numbers, as before") }
        values.append(try item.number(with: known))
        continue
      }
      let row = try item.list(of: "numbers")
      guard !row.isEmpty, number == 0 || columns == row.count else {
        throw item.error("expected \(columns.map { "\($0) numbers" } ?? "a number"), as before")
      }
      columns = row.count
      for number in row { values.append(try number.number(with: known)) }
    }
    guard !values.isEmpty else { throw entry.error("expected at least one number") }
    return Formula.Table(name: name, values: values, columns: columns)
  }

  private func instanceVocabulary() throws(YAMLFileError) -> Formula.Vocabulary {
    guard let entry = file.entry("instances") else { return Formula.Vocabulary() }
    var function: Int?
    for (key, value) in try entry.mapping(
      of: "{family: bbob, function: 8}", keys: ["family", "function"])
    {
      if key == "function" {
        let number = try value.wholeNumber()
        guard BBOBInstance.functions.contains(number) else {
          throw value.error("expected a function of 1 to 24, found \(number)")
        }
        function = number
      } else if try value.text() != "bbob" {
        throw value.error("expected bbob, the one family there is, found “\(try value.text())”")
      }
    }
    guard let function else { throw entry.error("the key “function” is missing") }
    return BBOBInstance(
      function: function, instance: instance ?? 1, dimension: variables.count
    ).vocabulary
  }
}

extension Formula.Vocabulary {
  /// The same with one more named number.
  func with(_ name: String, _ value: Double) -> Formula.Vocabulary {
    var vocabulary = self
    vocabulary.parameters.append(.init(name: name, value: value))
    return vocabulary
  }

  /// Without definitions, which may depend on the variables.
  var constants: Formula.Vocabulary {
    var vocabulary = self
    vocabulary.definitions = []
    return vocabulary
  }
}

extension Formula.Variables {
  var names: [String] {
    switch self {
    case .named(let names): names
    case .vector(let name, _): [name]
    }
  }
}
