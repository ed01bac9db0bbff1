/// A text in one or more languages.
public struct LocalizedText: Sendable, Hashable {
  /// In the order of the file.
  public let translations: [Translation]

  public struct Translation: Sendable, Hashable {
    /// As in `en` or `pt-BR`.
    public let language: String
    public let text: String

    public init(language: String, text: String) {
      self.language = language
      self.text = text
    }
  }

  public init(_ translations: [Translation] = []) { self.translations = translations }

  /// The text in that language, or else in the first language there is.
  public subscript(language: String) -> String? {
    (translations.first { $0.language == language } ?? translations.first)?.text
  }
}
