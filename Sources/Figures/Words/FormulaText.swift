import Scenes

/// A formula as a line of text reads best: powers raised, minus signs, no stars.
enum FormulaText {
  static func rich(_ formula: String) -> RichText {
    var spans: [RichText.Span] = []
    var plain = ""
    var rest = formula[...]
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
      default: plain.append(letter)
      }
    }
    spans.append(.init(plain))
    return RichText(spans)
  }
}
