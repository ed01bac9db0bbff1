/// A CSV file of runs, its columns known by their names.
struct LoggedTable {
  private let path: String
  private let lines: [(number: Int, fields: [String])]
  private let header: [String]

  init(_ text: String, _ path: String) throws(ForeignPath.ReadingError) {
    self.path = path
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
      .filter { !$0.element.allSatisfy(\.isWhitespace) }
      .map { (number: $0.offset + 1, fields: Self.fields(of: $0.element)) }
    guard let first = all.first else {
      throw ForeignPath.ReadingError(description: "\(path) is empty; expected a header and rows")
    }
    header = first.fields
    lines = Array(all.dropFirst())
  }

  /// Splits at commas outside of quotes; a doubled quote stands for one.
  private static func fields(of line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for letter in line {
      switch letter {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(letter)
      }
    }
    return fields.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  /// x, y, z, or one letter with a number: p0, x1, w12, x₁.
  private static func isParameter(_ name: String) -> Bool {
    guard let first = name.first, first.isLetter else { return false }
    let rest = name.dropFirst().drop { $0 == "_" }
    return rest.isEmpty ? "xyz".contains(first) : rest.allSatisfy(\.isNumber)
  }

  func runs(_ fileName: String) throws(ForeignPath.ReadingError) -> [LoggedRun] {
    let columns = header.indices.filter { Self.isParameter(header[$0]) }
    let lossColumn = header.firstIndex { ["loss", "f", "value"].contains($0.lowercased()) }
    let nameColumn = header.firstIndex { ["optimizer", "run", "name"].contains($0.lowercased()) }
    guard !columns.isEmpty else {
      throw ForeignPath.ReadingError(
        description: "\(path), line 1: found “\(header.joined(separator: ","))”; "
          + "expected a header with the columns x, y or p0, p1, …, and loss if it was logged")
    }
    var names: [String] = []
    var points: [[[Double]]] = []
    var losses: [[Double]] = []
    for (number, fields) in lines {
      let name = nameColumn.flatMap { $0 < fields.count ? fields[$0] : nil } ?? fileName
      if !names.contains(name) {
        names.append(name)
        points.append([])
        losses.append([])
      }
      let run = names.firstIndex(of: name) ?? 0
      let wanted = columns + (lossColumn.map { [$0] } ?? [])
      let numbers = wanted.compactMap { $0 < fields.count ? Double(fields[$0]) : nil }
      guard numbers.count == wanted.count else {
        throw ForeignPath.ReadingError(
          description:
            "\(path), line \(number): found “\(fields.joined(separator: ","))”; expected "
            + "numbers under \(wanted.map { header[$0] }.joined(separator: ", "))")
      }
      points[run].append(Array(numbers.prefix(columns.count)))
      if lossColumn != nil { losses[run].append(numbers[columns.count]) }
    }
    guard !names.isEmpty else {
      throw ForeignPath.ReadingError(description: "\(path) has a header and no rows")
    }
    return names.indices.map { run in
      LoggedRun(
        name: names[run], points: points[run], losses: lossColumn == nil ? nil : losses[run])
    }
  }
}
