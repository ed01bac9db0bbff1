public import Complaints

/// What is wrong with a YAML file: which file, line and key, what was found, what was expected.
public struct YAMLFileError: Complaint, Sendable, Hashable {
  public let file: String
  public let line: Int?
  /// As in `minima[2].at`; empty for the whole file.
  public let key: String
  public let problem: Sentence

  public init(file: String, line: Int? = nil, key: String = "", problem: Sentence) {
    self.file = file
    self.line = line
    self.key = key
    self.problem = problem
  }

  /// In English only.
  public init(file: String, line: Int? = nil, key: String = "", message: String) {
    self.init(file: file, line: line, key: key, problem: Sentence(message))
  }

  public var message: String { problem.english }
  public var description: String { sentence.english }

  public var sentence: Sentence {
    let place = line.map { "\(file):\($0)" } ?? file
    return Sentence(key.isEmpty ? "\(place): " : "\(place): \(key): ") + problem
  }
}
