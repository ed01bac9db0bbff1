public import Complaints

/// Why a spec line names no optimizer: where in the line, what was found, and what would do.
public struct SpecError: Complaint, Sendable, Hashable {
  public let line: String
  /// The character at fault, counted from 0; nil where the whole line is.
  public let position: Int?
  public let problem: Sentence

  public var message: String { problem.english }

  public init(line: String, position: Int? = nil, _ problem: Sentence) {
    self.line = line
    self.position = position
    self.problem = problem
  }

  public init(line: String, position: Int? = nil, _ message: String) {
    self.init(line: line, position: position, Sentence(message))
  }

  public var description: String { sentence.english }

  public var sentence: Sentence {
    guard let position else { return problem }
    return problem + Sentence("\n  \(line)\n  " + String(repeating: " ", count: position) + "^")
  }
}
