import ArgumentParser
import Complaints

/// The language that a command line asks for, known before its options are read: a complaint about these
/// is in it, too.
enum Speech {
  static let isPortuguese = asksForPortuguese(CommandLine.arguments)

  static func asksForPortuguese(_ arguments: [String]) -> Bool {
    for (index, argument) in arguments.enumerated() {
      var value = argument == "--language" ? arguments.dropFirst(index + 1).first : nil
      if argument.hasPrefix("--language=") { value = String(argument.dropFirst(11)) }
      if let value { return PictureOptions.LanguageName(argument: value) == .portuguese }
    }
    return false
  }

  static func text(_ sentence: Sentence) -> String {
    isPortuguese ? sentence.portuguese : sentence.english
  }

  /// What an error says, in Portuguese where it can.
  static func text(of error: some CustomStringConvertible) -> String {
    (error as? any Complaint).map { text($0.sentence) } ?? error.description
  }
}

extension ValidationError {
  init(_ english: String, _ portuguese: String) {
    self.init(Speech.text(Sentence(english, portuguese)))
  }
}
