/// What is wrong with a formula, and where.
///
/// The description shows the line with a caret under the fault.
public struct FormulaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence: what was found, what was expected.
  public let message: String
  /// The whole formula as it was written.
  public let formula: String
  /// The index of the first wrong character.
  public let offset: Int
  /// The definition that the formula belongs to; empty for the formula itself.
  public private(set) var definition = ""

  init(_ message: String, in formula: [Character], at offset: Int) {
    self.message = message
    self.formula = String(formula)
    self.offset = min(offset, formula.count)
  }

  /// The same error as one of a definition, unless it is already one of another.
  func within(_ definition: String) -> FormulaError {
    var error = self
    if error.definition.isEmpty { error.definition = definition }
    return error
  }

  public var description: String {
    let (line, column, text) = faultyLine
    let place = line == 1 ? "column \(column + 1)" : "line \(line), column \(column + 1)"
    let part = definition.isEmpty ? "" : "in the definition of \(definition): "
    return "\(part)\(message) (\(place))\n  \(excerpt(of: text, around: column))"
  }

  private var faultyLine: (number: Int, column: Int, text: [Character]) {
    let characters = Array(formula)
    var start = 0
    var number = 1
    for index in 0..<offset where characters[index].isNewline {
      start = index + 1
      number += 1
    }
    let rest = characters[start...]
    let end = rest.firstIndex(where: \.isNewline) ?? characters.endIndex
    return (number, offset - start, Array(characters[start..<end]))
  }

  /// The line with a caret below; a long line is cut to what stands around the fault.
  private func excerpt(of line: [Character], around column: Int) -> String {
    let reach = 50
    let start = column > 2 * reach ? column - reach : 0
    let end = min(line.count, start + 3 * reach)
    let head = start > 0 ? "…" : ""
    let tail = end < line.count ? "…" : ""
    let shown = line[start..<end].map { $0 == "\t" ? " " : $0 }
    let indent = String(repeating: " ", count: column - start + head.count)
    return "\(head)\(String(shown))\(tail)\n  \(indent)^"
  }
}
