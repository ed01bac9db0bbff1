import FoundationEssentials

/// Points from a CSV file, one a row.
struct PointsFile {
  let points: [[Double]]

  /// - Throws: for a file that cannot be read, is ragged, or holds what is no finite number.
  init(path: String, dimension: Int) throws {
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw WrongRequest(
        "\(path) cannot be read as text; expected a CSV file with a point a row")
    }
    var points: [[Double]] = []
    var isFirst = true
    let lines = text.drop { $0 == "\u{FEFF}" }.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let cells = Self.cells(line)
      let numbers = cells.map(Double.init)
      defer { isFirst = false }
      if isFirst, numbers.allSatisfy({ $0 == nil }) { continue }
      let place = "\(path), line \(index + 1)"
      for (column, number) in numbers.enumerated() where number?.isFinite != true {
        throw WrongRequest(
          "\(place), column \(column + 1): found “\(cells[column])”; expected a finite number")
      }
      guard numbers.count == dimension else {
        throw WrongRequest(
          "\(place): found \(numbers.count) numbers; expected \(dimension), one a parameter")
      }
      points.append(numbers.compactMap(\.self))
    }
    guard !points.isEmpty else {
      throw WrongRequest("\(path) holds no point; expected \(dimension) numbers a row")
    }
    self.points = points
  }

  /// Semicolons separate what spreadsheets write where the comma is the decimal sign.
  private static func cells(_ line: Substring) -> [String] {
    let isSemicolon = line.contains(";")
    return line.split(separator: isSemicolon ? ";" : ",", omittingEmptySubsequences: false)
      .map { cell in
        let trimmed = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return isSemicolon ? trimmed.replacing(",", with: ".") : trimmed
      }
  }
}
