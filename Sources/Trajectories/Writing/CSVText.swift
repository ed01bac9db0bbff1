/// Comma-separated values, as RFC 4180 writes them.
package enum CSVText {
  /// In quotes where the text would otherwise be read as more than one field.
  package static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
