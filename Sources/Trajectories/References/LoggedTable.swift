/// A CSV file of runs, its columns known by their names.
struct LoggedTable {
  private let path: String
  private let lines: [(number: Int, fields: [String])]
  private let header: [String]
  private let hasDecimalCommas: Bool

  init(_ text: String, _ path: String) throws(LoggedRun.ReadingError) {
    self.path = path
    // Spreadsheets write a mark of the byte order first, and where commas are decimal, semicolons.
    let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    let firstLine = text.prefix { !$0.isNewline }
    let separator: Character = firstLine.contains(";") && !firstLine.contains(",") ? ";" : ","
    hasDecimalCommas = separator == ";"
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
      .filter { !$0.element.allSatisfy(\.isWhitespace) }
      .map { (number: $0.offset + 1, fields: Self.fields(of: $0.element, separator)) }
    guard let first = all.first else {
      throw LoggedRun.ReadingError(description: "\(path) is empty; expected a header and rows")
    }
    header = first.fields
    lines = Array(all.dropFirst())
  }

  /// Splits at separators outside of quotes; a doubled quote stands for one.
  private static func fields(of line: Substring, _ separator: Character) -> [String] {
    var fields = [""]
    var isQuoted = false
    for letter in line {
      switch letter {
      case "\"": isQuoted.toggle()
      case separator where !isQuoted: fields.append("")
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

  func runs(_ fileName: String) throws(LoggedRun.ReadingError) -> [LoggedRun] {
    let columns = header.indices.filter { Self.isParameter(header[$0]) }
    let lossColumn = header.firstIndex { ["loss", "f", "value"].contains($0.lowercased()) }
    let nameColumn = header.firstIndex { ["optimizer", "run", "name"].contains($0.lowercased()) }
    guard !columns.isEmpty else {
      throw LoggedRun.ReadingError(
        description: "\(path), line 1: found “\(header.joined(separator: ","))”; "
          + "expected a header with the columns x, y or p0, p1, …, and loss if it was logged. "
          + "Put it in as the first line, as in x,y,loss.")
    }
    if let twin = columns.first(where: { header[..<$0].contains(header[$0]) }) {
      throw LoggedRun.ReadingError(
        description: "\(path), line 1: found two columns “\(header[twin])”; expected each name once"
      )
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
      let numbers = wanted.compactMap { $0 < fields.count ? self.number(fields[$0]) : nil }
      guard numbers.count == wanted.count, fields.count == header.count else {
        throw failure(number, fields, wanted)
      }
      points[run].append(Array(numbers.prefix(columns.count)))
      if lossColumn != nil { losses[run].append(numbers[columns.count]) }
    }
    guard !names.isEmpty else {
      throw LoggedRun.ReadingError(
        description: "\(path) has a header and no rows; expected a row for each point")
    }
    return names.indices.map { run in
      LoggedRun(
        name: names[run], points: points[run], losses: lossColumn == nil ? nil : losses[run])
    }
  }

  private func number(_ field: String) -> Double? {
    Double(hasDecimalCommas ? field.replacing(",", with: ".") : field)
  }

  private func failure(
    _ line: Int, _ fields: [String], _ wanted: [Int]
  ) -> LoggedRun.ReadingError {
    let names = wanted.map { header[$0] }
    let shown = names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
    let text = fields.joined(separator: hasDecimalCommas ? ";" : ",")
    return LoggedRun.ReadingError(
      description:
        "\(path), line \(line): found “\(text.prefix(80))\(text.count > 80 ? "…" : "")”; "
        + (fields.count == header.count
          ? "expected numbers under \(shown)"
          : "expected \(header.count) fields as in the header, found \(fields.count)"))
  }
}
