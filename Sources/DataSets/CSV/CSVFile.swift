import Complaints

/// A CSV file in memory: its text as UTF-8, its separator and the names of its columns.
struct CSVFile {
  let source: String
  let names: [String]
  private let bytes: [UInt8]
  private let separator: UInt8
  /// Records before the first row of data.
  private let headerRecords: Int

  init(bytes: [UInt8], source: String, options: CSVOptions) throws(DataError) {
    let bytes = try Self.utf8(bytes, source: source)
    let separator = try options.separator.map { character throws(DataError) in
      guard let separator = character.asciiValue else {
        throw DataError(
          source,
          .init(
            "the separator “\(character)” is not one of , ; | or a tab",
            "o separador “\(character)” não é , ; | nem tabulação"))
      }
      return separator
    }
    self.source = source
    self.bytes = bytes
    self.separator = separator ?? Self.mostFrequentSeparator(bytes)
    var scanner = CSVScanner(bytes: bytes, separator: self.separator, source: source)
    var fields: [CSVScanner.Field] = []
    guard let line = try scanner.next(into: &fields) else {
      throw DataError(
        source, line: 1, .init("the file is empty", "o arquivo está vazio"))
    }
    let first = fields.map { scanner.text($0) }
    if Self.isHeader(first, options.header) {
      names = first
      headerRecords = 1
      try Self.rejectRepeatedNames(first, line: line, source: source)
    } else {
      names = first.indices.map { "column \($0 + 1)" }
      headerRecords = 0
    }
  }

  /// Numbers are separated by something else than their decimal mark may be.
  var mayHaveDecimalCommas: Bool { separator != UInt8(ascii: ",") }

  /// Calls `body` with the line and the fields of each row of data.
  func forEachRow(
    _ body: (Int, borrowing Row) throws(DataError) -> Void
  ) throws(DataError) {
    var scanner = CSVScanner(bytes: bytes, separator: separator, source: source)
    var fields: [CSVScanner.Field] = []
    for _ in 0..<headerRecords { _ = try scanner.next(into: &fields) }
    while let line = try scanner.next(into: &fields) {
      guard fields.count == names.count else {
        throw DataError(
          source, line: line, column: column(min(fields.count, names.count) - 1),
          .init(
            "the row has \(fields.count) fields, where \(names.count) were expected",
            "a linha tem \(fields.count) campos, onde se esperavam \(names.count)"),
          remedy: .init(
            "a text that holds the separator needs quotes around it",
            "um texto que contém o separador precisa de aspas"))
      }
      try body(line, Row(scanner: scanner, fields: fields))
    }
  }

  func column(_ index: Int) -> DataError.Column { .init(number: index + 1, name: names[index]) }

  struct Row {
    fileprivate let scanner: CSVScanner
    fileprivate let fields: [CSVScanner.Field]

    func bytes(_ column: Int) -> ArraySlice<UInt8> { scanner.bytes[fields[column].range] }
    func text(_ column: Int) -> String { scanner.text(fields[column]) }

    func isMissing(_ column: Int) -> Bool {
      let bytes = bytes(column)
      return bytes.count <= 4 && CSVFile.missing.contains { bytes.elementsEqual($0.utf8) }
    }
  }

  private static let missing = [
    "", "?", "-", "NA", "N/A", "n/a", "na", "NaN", "nan", "NULL", "null", "None", "none",
  ]

  private static func isHeader(_ fields: [String], _ header: CSVOptions.Header) -> Bool {
    switch header {
    case .present: true
    case .absent: false
    case .automatic:
      !fields.allSatisfy { field in
        let bytes = Array(field.utf8)[...]
        return DecimalMark.point.number(bytes) != nil || DecimalMark.comma.number(bytes) != nil
      }
    }
  }

  private static func rejectRepeatedNames(
    _ names: [String], line: Int, source: String
  ) throws(DataError) {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !name.isEmpty && !seen.insert(name).inserted {
      throw DataError(
        source, line: line, column: .init(number: index + 1, name: name),
        .init(
          "an earlier column has the same name", "uma coluna anterior tem o mesmo nome"))
    }
  }

  private static func mostFrequentSeparator(_ bytes: [UInt8]) -> UInt8 {
    var counts: [(separator: UInt8, count: Int)] =
      [",", ";", "\t", "|"].map { (UInt8(ascii: $0), 0) }
    var isQuoted = false
    for byte in bytes {
      if byte == .quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == .lineFeed || byte == .carriageReturn { break }
      for index in counts.indices where counts[index].separator == byte {
        counts[index].count += 1
      }
    }
    // The first of equals, as `max` would take the last.
    return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.separator
  }

  /// Text that is not UTF-8 is taken for Windows-1252, as spreadsheets of Western languages write.
  private static func utf8(_ bytes: [UInt8], source: String) throws(DataError) -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw DataError(
        source, line: 1, .init("the text is UTF-16", "o texto está em UTF-16"),
        remedy: .init("save it as UTF-8", "salve-o em UTF-8"))
    }
    if let zero = bytes.firstIndex(of: 0) {
      let line = bytes[..<zero].count { $0 == .lineFeed } + 1
      throw DataError(
        source, line: line,
        .init(
          "a zero byte: this is no text file", "um byte zero: este não é um arquivo de texto"))
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    if String(validating: bytes, as: UTF8.self) != nil { return bytes }
    return bytes.flatMap { byte in
      let scalar = byte < 0x80 || byte >= 0xA0 ? UInt32(byte) : windows1252[Int(byte) - 0x80]
      return Array(String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
    }
  }

  /// What Windows-1252 has where Latin-1 has control characters.
  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]
}
