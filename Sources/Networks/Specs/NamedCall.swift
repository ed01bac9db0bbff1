/// A name with arguments in brackets: `truncatedNormal(0.03)`, `VarianceScaling(scale=2, mode="fan_in")`.
struct NamedCall {
  let name: String
  private let text: String
  private var arguments: [(label: String?, value: String)] = []

  /// - Throws: `NetworkError` for brackets that do not close, or an argument without a value.
  init(_ text: String) throws(NetworkError) {
    self.text = text
    let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    name = Self.trimmed(parts[0])
    guard parts.count == 2 else { return }
    let rest = Self.trimmed(parts[1])
    guard rest.hasSuffix(")") else {
      throw NetworkError(
        "“\(text)”: the bracket is not closed", "“\(text)”: o parêntese não está fechado")
    }
    for part in rest.dropLast().split(separator: ",") {
      let words = part.split(maxSplits: 1) { ":=".contains($0) }.map(Self.trimmed)
      guard let value = words.last, !value.isEmpty else {
        throw NetworkError(
          "“\(text)”: an argument is empty", "“\(text)”: um argumento está vazio")
      }
      arguments.append((words.count == 2 ? Self.key(words[0]) : nil, value))
    }
  }

  /// Upper case, underscores and hyphens do not tell names apart.
  static func key(_ text: some StringProtocol) -> String {
    text.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, " \"'".contains(first) { text.removeFirst() }
    while let last = text.last, " \"'".contains(last) { text.removeLast() }
    return String(text)
  }

  /// Takes the argument of one of these labels, or the first that stands without one.
  mutating func take(_ labels: String...) -> String? {
    let index =
      arguments.firstIndex { $0.label.map(labels.contains) ?? false }
      ?? arguments.firstIndex { $0.label == nil }
    return index.map { arguments.remove(at: $0).value }
  }

  /// The same as a number of at least `least`.
  mutating func number(
    _ labels: String..., or usual: Double, least: Double = -.infinity
  ) throws(NetworkError) -> Double {
    var found: String?
    for label in labels where found == nil && hasArgument(label) { found = take(label) }
    if found == nil, arguments.contains(where: { $0.label == nil }) { found = take() }
    guard let found else { return usual }
    guard let number = Double(found), number.isFinite, number >= least else {
      let isFree = least == -.infinity
      throw NetworkError(
        "“\(text)”: expected \(isFree ? "a finite number" : "a number of at least \(least)") as "
          + "\(labels[0]), found “\(found)”",
        "“\(text)”: esperava-se \(isFree ? "um número finito" : "um número de ao menos \(least)") como "
          + "\(labels[0]), e há “\(found)”")
    }
    return number
  }

  private func hasArgument(_ label: String) -> Bool { arguments.contains { $0.label == label } }

  /// - Throws: `NetworkError` if an argument is left that nothing has taken.
  func finish(_ known: String) throws(NetworkError) {
    guard let odd = arguments.first else { return }
    let shown = odd.label.map { "\($0): \(odd.value)" } ?? odd.value
    throw NetworkError(
      "“\(text)”: “\(shown)” is not understood; \(known.isEmpty ? "it takes no argument" : "it takes " + known)",
      "“\(text)”: não se entende “\(shown)”; \(known.isEmpty ? "não tem argumentos" : "tem " + known)"
    )
  }
}
