/// What is wrong with a YAML file: which file, line and key, what was found, what was expected.
public struct YAMLFileError: Error, Sendable, Hashable, CustomStringConvertible {
  public let file: String
  public let line: Int?
  /// As in `minima[2].at`; empty for the whole file.
  public let key: String
  public let message: String

  public init(file: String, line: Int? = nil, key: String = "", message: String) {
    self.file = file
    self.line = line
    self.key = key
    self.message = message
  }

  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return key.isEmpty ? "\(place): \(message)" : "\(place): \(key): \(message)"
  }
}
