extension Golden {
  /// Reads the text of a golden file.
  /// - Throws: for a line that is not as expected, a file of another version, one that is cut off,
  ///   and one whose numbers were changed without recording them.
  public init(text: String, file: String) throws(GoldenFileError) {
    var reader = GoldenReader(text: text, file: file)
    try reader.expectVersion()
    race = try reader.value("race")
    surface = try reader.value("surface")
    surfaceHash = try reader.value("surface-hash")
    start = try reader.numbers(in: try reader.value("start"))
    steps = try reader.whole("steps")
    spec = try reader.value("optimizer")
    outcome = try reader.value("outcome")
    evaluations = try reader.whole("evaluations")
    sensitivities = try reader.numbers(in: try reader.value("sensitivity"))
    pathHash = try reader.value("path-hash")
    stateHash = try reader.value("state-hash")
    slotNames = try reader.value("slots").split(separator: " ").map(String.init)
    rows = try reader.rows()
    try reader.expectChecksum(of: self)
  }
}

/// A golden file's lines, one after the other.
private struct GoldenReader {
  private let lines: [Substring]
  private let file: String
  private var index = 0

  init(text: String, file: String) {
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    self.file = file
  }

  private var line: Substring? {
    index < lines.count && !(index == lines.count - 1 && lines[index].isEmpty) ? lines[index] : nil
  }

  private var found: String { line.map { "found “\($0)”" } ?? "the file ends here" }

  private func error(_ message: String) -> GoldenFileError {
    GoldenFileError(file: file, line: index + 1, message: message)
  }

  /// An error in the line that has just been taken.
  private func back(_ message: String) -> GoldenFileError {
    GoldenFileError(file: file, line: index, message: message)
  }

  mutating func expectVersion() throws(GoldenFileError) {
    let version = try value("descent-golden")
    guard version != "\(Golden.version)" else { return }
    if let number = Int(version), number > Golden.version {
      throw back(
        "this golden has version \(number), and this program reads version \(Golden.version); "
          + "use a newer one, or record it again")
    }
    throw back("found version “\(version)”; expected \(Golden.version)")
  }

  /// The rest of a line that begins with `key`.
  mutating func value(_ key: String) throws(GoldenFileError) -> String {
    guard let line, line == key[...] || line.hasPrefix(key + " ") else {
      throw error("\(found); expected a line that begins with “\(key)”")
    }
    index += 1
    return String(line.dropFirst(key.count + 1))
  }

  mutating func whole(_ key: String) throws(GoldenFileError) -> Int {
    let text = try value(key)
    guard let number = Int(text), number >= 0 else {
      throw back("found “\(text)”; expected a whole number")
    }
    return number
  }

  func numbers(in text: some StringProtocol) throws(GoldenFileError) -> [Double] {
    let words = text.split(separator: " ")
    let numbers = words.compactMap { Double($0) }
    guard numbers.count == words.count, !numbers.isEmpty else {
      throw back("found “\(text)”; expected numbers with spaces between them")
    }
    return numbers
  }

  mutating func rows() throws(GoldenFileError) -> [Golden.Row] {
    var rows: [Golden.Row] = []
    while let line, line.first?.isNumber == true {
      index += 1
      rows.append(try row(line))
    }
    guard !rows.isEmpty else { throw error("\(found); expected a step, a colon and a point") }
    return rows
  }

  private func row(_ line: Substring) throws(GoldenFileError) -> Golden.Row {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let step = Int(parts[0]) else {
      throw back("found “\(line)”; expected a step, a colon and a point")
    }
    var groups: [Golden.Numbers] = []
    for group in parts[1].split(separator: "|", omittingEmptySubsequences: false) {
      let words = group.split(separator: " ")
      if words.count == 1, words[0].first == "#" {
        groups.append(.hashed(String(words[0].dropFirst())))
      } else {
        groups.append(.listed(try numbers(in: group)))
      }
    }
    return Golden.Row(step: step, point: groups[0], slots: Array(groups.dropFirst()))
  }

  /// The last line, which fits no text but the one above it.
  mutating func expectChecksum(of golden: Golden) throws(GoldenFileError) {
    _ = try value("checksum")
    if line != nil { throw error("\(found); expected the end of the file") }
    let body = lines[..<(index - 1)].joined(separator: "\n") + "\n"
    guard lines[index - 1] == "checksum \(Golden.checksum(of: body))" else {
      throw back(
        "the text above was changed after it was recorded; restore the file, or "
          + "remove it and record it again")
    }
  }
}
