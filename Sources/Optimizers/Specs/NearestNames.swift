/// Suggests what somebody may have meant by a name that does not exist.
enum NearestNames {
  /// Up to three names within a third of the name's length, nearest first.
  static func of(_ name: String, among candidates: [String]) -> [String] {
    let wanted = Array(name.lowercased())
    let limit = max(2, wanted.count / 3)
    let scored = candidates.enumerated().compactMap { index, candidate in
      let text = candidate.lowercased()
      let known = text.hasPrefix(name.lowercased()) ? 1 : distance(wanted, Array(text))
      return known <= limit ? (known, index, candidate) : nil
    }
    return scored.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(3).map(\.2)
  }

  /// "; did you mean a, b or c?", or nothing.
  static func hint(_ name: String, among candidates: [String]) -> String {
    let names = of(name, among: candidates)
    guard let last = names.last else { return "" }
    let rest = names.dropLast().joined(separator: ", ")
    return "; did you mean " + (rest.isEmpty ? last : "\(rest) or \(last)") + "?"
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let substituted = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, min(row[j], row[j + 1]) + 1)
      }
    }
    return row[b.count]
  }
}
