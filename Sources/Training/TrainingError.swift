public import Complaints

/// Why a run cannot begin, or cannot go on.
public struct TrainingError: Complaint, Sendable, Hashable {
  public let sentence: Sentence

  public var description: String { sentence.english }

  init(_ sentence: Sentence) { self.sentence = sentence }

  public init(_ english: String, _ portuguese: String) {
    self.init(Sentence(english, portuguese))
  }

  /// What another module has found wrong.
  init(_ error: some Complaint) { self.init(error.sentence) }
}
