public import Complaints

/// Finds what was meant by a name that nothing has.
public enum Spelling {
  /// The names within a few slips of `name`, the nearest first.
  public static func nearest(to name: String, among names: [String], limit: Int = 3) -> [String] {
    let wanted = Array(name.lowercased())
    let reach = max(1, wanted.count / 3)
    return names.enumerated()
      .map {
        (order: $0.offset, name: $0.element, slips: slips(wanted, Array($0.element.lowercased())))
      }
      .filter { $0.slips <= reach || $0.name.lowercased().hasPrefix(name.lowercased()) }
      .sorted { ($0.slips, $0.order) < ($1.slips, $1.order) }
      .prefix(limit).map(\.name)
  }

  /// Letters to insert, drop, change or swap with their neighbour.
  ///
  /// V. I. Levenshtein 1966, F. J. Damerau 1964.
  private static func slips(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var slips = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          slips = min(slips, beforeLast[j - 1] + 1)
        }
        row.append(slips)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  /// "; did you mean a, b or c?", or nothing.
  public static func hint(_ name: String, among names: [String]) -> String {
    suggestion(name, among: names)?.english ?? ""
  }

  /// "; did you mean a, b or c?"; nil where nothing is near.
  public static func suggestion(_ name: String, among names: [String]) -> Sentence? {
    let found = nearest(to: name, among: names)
    guard let last = found.last else { return nil }
    let rest = found.dropLast().joined(separator: ", ")
    return Sentence(
      "; did you mean " + (rest.isEmpty ? last : "\(rest) or \(last)") + "?",
      "; seria " + (rest.isEmpty ? last : "\(rest) ou \(last)") + "?")
  }
}
