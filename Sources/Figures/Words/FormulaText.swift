import Scenes

/// A formula as a line of text reads best: powers raised, minus signs, no stars, and numbers as the
/// language writes them.
enum FormulaText {
  static func rich(_ formula: String, _ language: Language) -> RichText {
    var spans: [RichText.Span] = []
    var plain = ""
    var rest = formula[...]
    let separator = language.numbers.decimalSeparator
    while let letter = rest.popFirst() {
      switch letter {
      case "^":
        let power = rest.prefix { $0.isNumber }
        if power.isEmpty {
          plain.append(letter)
        } else {
          spans.append(.init(plain))
          spans.append(.init(String(power), level: .superscript))
          plain = ""
          rest = rest.dropFirst(power.count)
        }
      case "-": plain.append("−")
      case "*": plain.append("·")
      case ".": plain.append(separator)
      // Between arguments, where a comma could be part of a number.
      case "," where separator == ",": plain.append(";")
      default: plain.append(letter)
      }
    }
    spans.append(.init(plain))
    return RichText(spans)
  }
}
