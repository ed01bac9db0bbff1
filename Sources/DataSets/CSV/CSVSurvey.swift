import Complaints

/// What the columns of a CSV file hold, found in one pass that keeps no value.
struct CSVSurvey {
  struct Column {
    var missing = 0
    var firstMissing: Int?
    /// Fields that read as numbers with a point, and with a comma.
    var point = Tally()
    var comma = Tally()

    func tally(_ mark: DecimalMark) -> Tally { mark == .point ? point : comma }
  }

  struct Tally {
    var numbers = 0
    var texts = 0
    var firstText: (line: Int, text: String)?

    mutating func count(isNumber: Bool, line: Int, text: @autoclosure () -> String) {
      if isNumber {
        numbers += 1
      } else {
        texts += 1
        if firstText == nil { firstText = (line, text()) }
      }
    }

    /// More numbers than texts: a text among them is then a fault, not a category.
    var isNumeric: Bool { numbers > texts }
  }

  private(set) var columns: [Column]
  private(set) var rows = 0
  private(set) var decimalMark = DecimalMark.point

  init(_ file: CSVFile, options: CSVOptions) throws(DataError) {
    var columns = [Column](repeating: .init(), count: file.names.count)
    var rows = 0
    var onlyPoint: (line: Int, column: Int)?
    var onlyComma: (line: Int, column: Int)?
    try file.forEachRow { line, row throws(DataError) in
      rows += 1
      for index in columns.indices {
        if row.isMissing(index) {
          columns[index].missing += 1
          if columns[index].firstMissing == nil { columns[index].firstMissing = line }
          continue
        }
        let bytes = row.bytes(index)
        let point = DecimalMark.point.number(bytes) != nil
        let comma = DecimalMark.comma.number(bytes) != nil
        columns[index].point.count(isNumber: point, line: line, text: row.text(index))
        columns[index].comma.count(isNumber: comma, line: line, text: row.text(index))
        if point, !comma, onlyPoint == nil { onlyPoint = (line, index) }
        if comma, !point, onlyComma == nil { onlyComma = (line, index) }
      }
    }
    guard rows > 0 else {
      throw DataError(
        file.source, line: 1,
        .init(
          "the file has a header and no rows", "o arquivo tem um cabeçalho e nenhuma linha"))
    }
    self.columns = columns
    self.rows = rows
    if let mark = options.decimalMark {
      decimalMark = mark
    } else if file.mayHaveDecimalCommas, let onlyComma {
      if let onlyPoint {
        throw DataError(
          file.source, line: onlyPoint.line, column: file.column(onlyPoint.column),
          .init(
            "a number with a decimal point, where line \(onlyComma.line) has a decimal comma",
            "um número com ponto decimal, onde a linha \(onlyComma.line) tem vírgula decimal"),
          remedy: .init(
            "write all numbers in one way", "escreva todos os números do mesmo modo"))
      }
      decimalMark = .comma
    }
  }
}
