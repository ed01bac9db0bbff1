/// The different values of a column: all of its texts, or whether its numbers differ at all.
struct ColumnVariety {
  private(set) var texts: Set<String> = []
  private(set) var firstLine: Int?
  private var first: Double?
  private var differs = false

  mutating func see(_ number: Double?, _ line: Int) {
    guard let number else { return }
    if let first {
      if number != first { differs = true }
    } else {
      first = number
      firstLine = line
    }
  }

  mutating func see(_ text: String) { texts.insert(text) }

  var isConstant: Bool { texts.isEmpty ? !differs : texts.count == 1 }

  /// In the order of the numbers where all are numbers, else of the letters' code points.
  func sorted(_ mark: DecimalMark) -> [String] {
    let texts = texts.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    let numbers = texts.map { mark.number(Array($0.utf8)[...]) }
    guard numbers.allSatisfy({ $0 != nil }) else { return texts }
    return zip(texts, numbers.map { $0 ?? 0 }).sorted { $0.1 < $1.1 }.map(\.0)
  }
}
