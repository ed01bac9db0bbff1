extension Golden {
  /// The text of a golden file: a line a fact and a line a point, so that a review can read it.
  public var text: String {
    var lines = [
      "descent-golden 1", "race \(name)", "surface \(surface)", "surface-hash \(surfaceHash)",
      "start \(Self.text(start))", "steps \(steps)",
    ]
    for run in runs {
      lines += ["", "run \(run.spec)"]
      lines.append("  outcome \(run.outcome)")
      lines.append("  evaluations \(run.evaluations)")
      lines.append("  sensitivity \(run.sensitivity)")
      lines.append("  path-hash \(run.pathHash)")
      lines.append("  state-hash \(run.stateHash)")
      lines.append("  slots \(run.slotNames.joined(separator: " "))")
      lines += run.rows.map { row in
        "  \(row.step): \(Self.text(row.point))"
          + (row.slots.isEmpty ? "" : " | \(Self.text(row.slots))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ numbers: [Double]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }
}

/// Why a golden file cannot be read: file, line, what was found and what was expected.
public struct GoldenFileError: Error, Sendable, Hashable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let message: String

  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    line > 0 ? "\(file), line \(line): \(message)" : "\(file): \(message)"
  }
}

extension Golden {
  /// Reads the text of a golden file.
  public init(text: String, file: String) throws(GoldenFileError) {
    var reader = GoldenReader(text: text, file: file)
    try reader.expect("descent-golden 1")
    name = try reader.value("race")
    surface = try reader.value("surface")
    surfaceHash = try reader.value("surface-hash")
    start = try reader.numbers(in: try reader.value("start"))
    steps = try reader.whole("steps")
    runs = []
    while let spec = reader.next(key: "run") { runs.append(try reader.run(spec)) }
    try reader.expectEnd()
  }
}

private struct GoldenReader {
  private let lines: [Substring]
  private let file: String
  private var index = 0

  init(text: String, file: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    self.file = file
  }

  private func error(_ message: String) -> GoldenFileError {
    GoldenFileError(file: file, line: index + 1, message: message)
  }

  private mutating func skipEmpty() {
    while index < lines.count, lines[index].allSatisfy(\.isWhitespace) { index += 1 }
  }

  private var line: Substring? {
    index < lines.count ? lines[index].drop(while: \.isWhitespace) : nil
  }

  mutating func expect(_ text: String) throws(GoldenFileError) {
    guard line == text[...] else {
      throw error("found “\(line ?? "")”; expected “\(text)”")
    }
    index += 1
  }

  mutating func expectEnd() throws(GoldenFileError) {
    skipEmpty()
    if let line { throw error("found “\(line)”; expected a run or the end") }
  }

  /// The rest of a line that begins with `key`, if the next line does.
  mutating func next(key: String) -> String? {
    skipEmpty()
    guard let line, line == key[...] || line.hasPrefix(key + " ") else { return nil }
    index += 1
    return String(line.dropFirst(key.count + 1))
  }

  mutating func value(_ key: String) throws(GoldenFileError) -> String {
    guard let value = next(key: key) else {
      throw error("found “\(line ?? "")”; expected a line that begins with “\(key)”")
    }
    return value
  }

  mutating func whole(_ key: String) throws(GoldenFileError) -> Int {
    let text = try value(key)
    guard let number = Int(text) else { throw back("“\(text)” is not a whole number") }
    return number
  }

  func numbers(in text: some StringProtocol) throws(GoldenFileError) -> [Double] {
    let words = text.split(separator: " ")
    let numbers = words.compactMap { Double($0) }
    guard numbers.count == words.count else { throw back("“\(text)” is not a list of numbers") }
    return numbers
  }

  /// An error in the line that has just been taken.
  private func back(_ message: String) -> GoldenFileError {
    GoldenFileError(file: file, line: index, message: message)
  }

  mutating func run(_ spec: String) throws(GoldenFileError) -> GoldenRun {
    var run = GoldenRun(
      spec: spec, outcome: try value("outcome"), evaluations: try whole("evaluations"),
      sensitivity: try numbers(in: try value("sensitivity")).first ?? 0,
      pathHash: try value("path-hash"), stateHash: try value("state-hash"),
      slotNames: try value("slots").split(separator: " ").map(String.init), rows: [])
    while let line, line.first?.isNumber == true {
      index += 1
      run.rows.append(try row(line))
    }
    return run
  }

  private func row(_ line: Substring) throws(GoldenFileError) -> GoldenRun.Row {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let step = Int(parts[0]) else {
      throw back("found “\(line)”; expected a step, a colon and a point")
    }
    let halves = parts[1].split(separator: "|", omittingEmptySubsequences: false)
    return GoldenRun.Row(
      step: step, point: try numbers(in: halves[0]),
      slots: halves.count > 1 ? try numbers(in: halves[1]) : [])
  }
}
