import Complaints

/// Cuts the text of a CSV file (RFC 4180) into records and fields, without copying.
struct CSVScanner {
  struct Field {
    /// Without quotes and surrounding blanks.
    var range: Range<Int>
    var isQuoted = false
    /// Holds doubled quotes, which stand for one.
    var hasDoubledQuotes = false
  }

  let bytes: [UInt8]
  let separator: UInt8
  let source: String
  private var position = 0
  private var line = 1

  init(bytes: [UInt8], separator: UInt8, source: String) {
    self.bytes = bytes
    self.separator = separator
    self.source = source
  }

  /// Reads a record into `fields` and returns the line it starts on; nil at the end of the file.
  ///
  /// Lines without anything are skipped.
  mutating func next(into fields: inout [Field]) throws(DataError) -> Int? {
    while position < bytes.count {
      let start = line
      fields.removeAll(keepingCapacity: true)
      repeat { fields.append(try nextField(number: fields.count + 1)) } while takeSeparator()
      takeLineEnd()
      if fields.count == 1, fields[0].range.isEmpty, !fields[0].isQuoted { continue }
      return start
    }
    return nil
  }

  private mutating func nextField(number: Int) throws(DataError) -> Field {
    skipBlanks()
    if position < bytes.count, bytes[position] == .quote {
      return try quotedField(number: number)
    }
    let start = position
    while position < bytes.count, !endsField(bytes[position]) { position += 1 }
    var end = position
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return Field(range: start..<end)
  }

  private mutating func quotedField(number: Int) throws(DataError) -> Field {
    let opening = line
    position += 1
    var field = Field(range: position..<position, isQuoted: true)
    while position < bytes.count {
      if bytes[position] == .quote {
        guard position + 1 < bytes.count, bytes[position + 1] == .quote else {
          field.range = field.range.lowerBound..<position
          position += 1
          skipBlanks()
          guard position == bytes.count || endsField(bytes[position]) else {
            throw DataError(
              source, line: line, column: .init(number: number, name: ""),
              .init("text follows the closing quote", "há texto depois das aspas que fecham"),
              remedy: .init(
                "write a quote inside quotes twice", "escreva em dobro as aspas dentro de aspas"))
          }
          return field
        }
        field.hasDoubledQuotes = true
        position += 1
      }
      countLine()
      position += 1
    }
    throw DataError(
      source, line: opening, column: .init(number: number, name: ""),
      .init(
        "the quote that opens here is never closed", "as aspas que abrem aqui nunca fecham"))
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == separator || byte == .lineFeed || byte == .carriageReturn
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position].isBlank, bytes[position] != separator {
      position += 1
    }
  }

  private mutating func takeSeparator() -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private mutating func takeLineEnd() {
    guard position < bytes.count else { return }
    countLine()
    if bytes[position] == .carriageReturn, position + 1 < bytes.count,
      bytes[position + 1] == .lineFeed
    {
      countLine(at: position + 1)
      position += 1
    }
    position += 1
  }

  /// A line ends with LF, with CR LF, or with CR alone.
  private mutating func countLine(at index: Int? = nil) {
    let index = index ?? position
    let byte = bytes[index]
    let isLoneReturn =
      byte == .carriageReturn && (index + 1 == bytes.count || bytes[index + 1] != .lineFeed)
    if byte == .lineFeed || isLoneReturn { line += 1 }
  }

  func text(_ field: Field) -> String {
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    guard field.hasDoubledQuotes else { return text }
    var result = ""
    var previousWasQuote = false
    for scalar in text.unicodeScalars {
      if scalar == "\"", previousWasQuote {
        previousWasQuote = false
        continue
      }
      previousWasQuote = scalar == "\""
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
