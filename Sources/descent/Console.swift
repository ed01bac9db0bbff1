#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the program says: answers on standard output, everything else on standard error.
enum Console {
  /// Set while a command does the work of another, which speaks for it.
  @TaskLocal static var isQuiet = false

  static func say(_ line: String) { if !isQuiet { print(line) } }

  static func complain(_ message: String) {
    note("descent: " + (message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message))
  }

  /// A line beside the answer.
  static func note(_ line: String) { draw(line + "\n") }

  /// Text on standard error as it is.
  static func draw(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Whether the answer goes to a terminal that shows colours.
  static var showsColors: Bool {
    isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
      && getenv("TERM").map { String(cString: $0) } ?? "dumb" != "dumb"
  }

  /// Whether that terminal says that it shows any colour, and not only 256.
  static var showsAllColors: Bool {
    ["truecolor", "24bit"].contains(getenv("COLORTERM").map { String(cString: $0) } ?? "")
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of that terminal; 80 where it does not say.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Rows as aligned columns; a column of numbers is aligned at the right.
  static func table(_ header: [String], _ rows: [[String]], alignRight: Set<Int> = []) {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    for row in [header] + rows {
      let cells = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return alignRight.contains(column) ? space + text : text + space
      }
      say(cells.joined(separator: "  ").trimmingTrailingSpaces())
    }
  }
}

extension String {
  fileprivate func trimmingTrailingSpaces() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
