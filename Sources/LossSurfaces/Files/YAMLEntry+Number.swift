import YAMLFiles

extension YAMLEntry {
  /// A number or a formula that depends on no variable.
  func number(with vocabulary: Formula.Vocabulary) throws(YAMLFileError) -> Double {
    let text = try text()
    if [".nan", "nan", ".inf", "-.inf", "+.inf", "inf", "-inf"].contains(text.lowercased()) {
      throw error("expected a finite number, found \(text)")
    }
    do {
      return try Formula.constant(text, vocabulary: vocabulary)
    } catch {
      throw self.error("expected a number: \(error)")
    }
  }
}
