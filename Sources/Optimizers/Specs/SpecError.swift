/// Why a spec line names no optimizer: where in the line, what was found, and what would do.
public struct SpecError: Error, Sendable, Hashable, CustomStringConvertible {
  public let line: String
  /// The character at fault, counted from 0; nil where the whole line is.
  public let position: Int?
  public let message: String

  public init(line: String, position: Int? = nil, _ message: String) {
    self.line = line
    self.position = position
    self.message = message
  }

  public var description: String {
    guard let position else { return message }
    return "\(message)\n  \(line)\n  " + String(repeating: " ", count: position) + "^"
  }
}
