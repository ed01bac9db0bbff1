import LossSurfaces
import Scenes

/// One line of an optimizer's formula, which can be computed and shown with numbers for letters.
struct FormulaLine {
  let text: String
  /// What stands left of the arrow or the equals sign; nil for a line of words.
  let target: String?
  /// Changes a memory or the parameters; otherwise a name is given to a number.
  let isUpdate: Bool
  private let tokens: [Token]

  private enum Token: Hashable {
    case symbol(String)
    case function(String)
    case number(String)
    /// An operator or a bracket, as the line writes it.
    case sign(Character)
  }

  init(_ text: String) {
    self.text = text
    let arrow = text.firstIndex(of: "←")
    let sign = arrow ?? text.firstIndex(of: "=")
    isUpdate = arrow != nil
    guard let sign else {
      (target, tokens) = (nil, [])
      return
    }
    let left = Self.tokens(of: text[..<sign])
    let right = Self.tokens(of: text[text.index(after: sign)...])
    if left.count == 1, case .symbol(let name) = left[0] { target = name } else { target = nil }
    tokens = right
  }

  private static let functions = ["max", "min", "sign", "exp"]

  private static func tokens(of text: Substring) -> [Token] {
    var tokens: [Token] = []
    var rest = text
    while let letter = rest.first {
      if letter == " " {
        rest.removeFirst()
      } else if letter.isWholeNumber, letter.isASCII {
        let number = rest.prefix { ($0.isWholeNumber && $0.isASCII) || $0 == "." }
        tokens.append(.number(String(number)))
        rest = rest.dropFirst(number.count)
      } else if let name = functions.first(where: { rest.hasPrefix($0 + "(") }) {
        tokens.append(.function(name))
        rest = rest.dropFirst(name.count)
      } else if letter == "∇", let end = rest.firstIndex(of: ")") {
        // ∇J(θ − γV) is the gradient that this step took, wherever that was.
        tokens.append(.symbol("g"))
        rest = rest[rest.index(after: end)...]
      } else if letter.isLetter {
        let marks = rest.dropFirst().prefix { "₀₁₂₃₄₅₆₇₈₉ₜ₋₊ᵢᵗ′".contains($0) }
        tokens.append(.symbol(String(letter) + marks))
        rest = rest.dropFirst(1 + marks.count)
      } else {
        tokens.append(.sign(letter))
        rest.removeFirst()
      }
    }
    return tokens
  }

  /// The right side for each parameter; nil where a letter is unknown or a sign has no meaning.
  func values(_ symbols: FormulaSymbols) -> [Double]? {
    guard target != nil, let count = symbols.values["θ"]?.count else { return nil }
    var names: [String] = []
    guard let text = formula(symbols, &names) else { return nil }
    var values: [Double] = []
    for index in 0..<count {
      let parameters = names.enumerated().map { number, name in
        Formula.Parameter(name: "q\(number)", value: Self.value(name, symbols, index))
      }
      guard let value = try? Formula.constant(text, vocabulary: .init(parameters: parameters))
      else { return nil }
      values.append(value)
    }
    return values
  }

  private static func value(_ name: String, _ symbols: FormulaSymbols, _ index: Int) -> Double {
    if name.hasPrefix("‖") {
      let inner = symbols.values[String(name.dropFirst())] ?? []
      return inner.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    return symbols.values[name]?[index] ?? .nan
  }

  /// The right side in the language of surfaces, with the letters as q0, q1 and so on.
  private func formula(_ symbols: FormulaSymbols, _ names: inout [String]) -> String? {
    var text = ""
    var isInBars = false
    var index = 0
    func place(_ name: String) -> String {
      if !names.contains(name) { names.append(name) }
      return " q\(names.firstIndex(of: name) ?? 0) "
    }
    while index < tokens.count {
      defer { index += 1 }
      switch tokens[index] {
      case .symbol(let name):
        guard symbols.values[name] != nil else { return nil }
        let isUnderRoot = index > 0 && tokens[index - 1] == .sign("√")
        text += isUnderRoot ? "(\(place(name)))" : place(name)
      case .function(let name): text += " " + name
      case .number(let number): text += " " + number
      case .sign("‖"):
        guard index + 2 < tokens.count, case .symbol(let name) = tokens[index + 1],
          tokens[index + 2] == .sign("‖"), symbols.values[name] != nil
        else { return nil }
        text += place("‖" + name)
        index += 2
      case .sign("|"):
        text += isInBars ? ")" : " abs("
        isInBars.toggle()
      case .sign(let sign):
        guard let written = Self.signs[sign] else { return nil }
        text += written
      }
    }
    return text
  }

  private static let signs: [Character: String] = [
    "−": "-", "+": "+", "·": "*", "/": "/", "(": "(", ")": ")", ",": ",", "²": "^2",
    "√": " sqrt", "½": " 0.5 ", "¼": " 0.25 ", "[": "(", "]": ")",
  ]

  /// The right side with the numbers of one parameter in place of its letters.
  func substituted(_ symbols: FormulaSymbols, parameter: Int, _ numbers: NumberFormat) -> RichText {
    var text = RichText("")
    var previous: Token?
    var isInBars = false
    for token in tokens {
      var isOpening = false
      if token == .sign("|") || token == .sign("‖") {
        isInBars.toggle()
        isOpening = isInBars
      }
      if let previous, Self.endsFactor(previous, isOpening: isOpening),
        Self.startsFactor(token, isOpening: isOpening)
      {
        text = text + "·"
      }
      switch token {
      case .symbol(let name):
        let value =
          isInBars && previous == .sign("‖")
          ? symbols.values[name]?[parameter] ?? .nan : Self.value(name, symbols, parameter)
        let number = numbers.rich(value, digits: 3)
        let isAlone =
          previous == nil || previous == .sign("(") || previous == .sign(",") || isInBars
        text = text + (value < 0 && !isAlone ? "(" + number + ")" : number)
      case .function(let name): text = text + RichText(name)
      case .number(let number):
        text = text + RichText(number.replacing(".", with: numbers.decimalSeparator))
      case .sign(let sign):
        let isSpaced = "−+/".contains(sign)
        text = text + RichText(isSpaced ? " \(sign) " : sign == "," ? "; " : String(sign))
      }
      previous = token
    }
    return text
  }

  private static func endsFactor(_ token: Token, isOpening: Bool) -> Bool {
    switch token {
    case .symbol, .number: true
    case .sign(let sign): ")²]½¼".contains(sign)
    case .function: false
    }
  }

  private static func startsFactor(_ token: Token, isOpening: Bool) -> Bool {
    switch token {
    case .symbol, .number, .function: true
    case .sign(let sign): "(√[½¼".contains(sign) || ("|‖".contains(sign) && isOpening)
    }
  }
}
