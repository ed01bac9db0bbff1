import Complaints

/// How the column to predict becomes classes or numbers.
enum CSVTarget {
  case number
  /// Names in order; a field belongs to the class that `key` of it names.
  case classes([String], areNumbers: Bool)
  /// Classes of a number: up to each bound, and above the last.
  case intervals([Double])

  init(
    _ file: CSVFile, column: CSVSurvey.Column, at index: Int, mark: DecimalMark,
    options: CSVOptions
  ) throws(DataError) {
    let tally = column.tally(mark)
    if let text = tally.firstText, Self.needsNumbers(options.task, tally) {
      throw DataError(
        file.source, line: text.line, column: file.column(index),
        .init(
          "the text “\(text.text)” in a target of numbers",
          "o texto “\(text.text)” em um alvo de números"),
        remedy: .init(
          "correct it, or ask for --task classification",
          "corrija-o, ou peça --task classification"))
    }
    switch options.task {
    case .regression:
      self = .number
    case .intervals(let bounds):
      guard !bounds.isEmpty, zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw DataError(
          file.source,
          .init(
            "the bounds of the target's classes must increase",
            "os limites das classes do alvo devem crescer"))
      }
      self = .intervals(bounds)
    case .classification, .automatic:
      let areNumbers = tally.texts == 0
      var keys: Set<String> = []
      let limit = max(options.maximumCategories, 20)
      try file.forEachRow { _, row throws(DataError) in
        if !row.isMissing(index), keys.count <= limit {
          keys.insert(Self.key(row, index, areNumbers, mark))
        }
      }
      if options.task == .automatic, areNumbers, !Self.countsWithoutGap(keys) {
        self = .number
        return
      }
      guard keys.count <= limit else {
        throw DataError(
          file.source, line: 1, column: file.column(index),
          .init(
            "the target has more than \(limit) different values",
            "o alvo tem mais de \(limit) valores diferentes"),
          remedy: .init("they are no classes", "não são classes"))
      }
      self = .classes(Self.sorted(keys, areNumbers), areNumbers: areNumbers)
    }
  }

  private static func needsNumbers(_ task: CSVOptions.Task, _ tally: CSVSurvey.Tally) -> Bool {
    switch task {
    case .classification: false
    case .regression, .intervals: true
    case .automatic: tally.isNumeric
    }
  }

  /// 1, 1.0 and 1,0 are one class.
  static func key(
    _ row: borrowing CSVFile.Row, _ index: Int, _ areNumbers: Bool, _ mark: DecimalMark
  ) -> String {
    guard areNumbers, let number = mark.number(row.bytes(index)) else { return row.text(index) }
    return plain(number)
  }

  /// Whole numbers without ".0".
  static func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// 0, 1, 2, … or 1, 2, 3, …, at least two and at most twenty.
  private static func countsWithoutGap(_ keys: Set<String>) -> Bool {
    let numbers = keys.compactMap(Int.init).sorted()
    guard numbers.count == keys.count, (2...20).contains(numbers.count) else { return false }
    return (0...1).contains(numbers[0]) && numbers[numbers.count - 1] == numbers[0] + keys.count - 1
  }

  private static func sorted(_ keys: Set<String>, _ areNumbers: Bool) -> [String] {
    guard areNumbers else {
      return keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
    return keys.map { (Double($0) ?? 0, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  var classNames: [String]? {
    switch self {
    case .number: nil
    case .classes(let names, _): names
    case .intervals(let bounds):
      bounds.map { "≤ \(Self.plain($0))" } + ["> \(Self.plain(bounds[bounds.count - 1]))"]
    }
  }
}
