/// A sentence in the languages that the program speaks, written side by side.
public struct Sentence: Sendable, Hashable {
  public let english: String
  public let portuguese: String

  public init(_ english: String, _ portuguese: String) {
    self.english = english
    self.portuguese = portuguese
  }

  /// What is the same in every language: a path, a number, what a library said.
  public init(_ both: String) { self.init(both, both) }

  public static func + (first: Sentence, second: Sentence) -> Sentence {
    Sentence(first.english + second.english, first.portuguese + second.portuguese)
  }
}

/// What is wrong, in every language; its description is the English one.
public protocol Complaint: Error, CustomStringConvertible {
  var sentence: Sentence { get }
}
