extension Words {
  static let bestKnown = Words(
    "f* is the lowest value that a search found, not a proven one.",
    "f* é o menor valor que uma busca encontrou, sem prova.")
  static let planesSubtitle = Words(
    "{0} optimizers in {1} dimensions, {2} each", "{0} otimizadores em {1} dimensões, {2} cada")
  static let planeThumbnail = Words("random plane, seed {0}", "plano aleatório, semente {0}")
  static let endLines = Words(
    "straight line from the end of {0} (0) to another end (1)",
    "linha reta do fim de {0} (0) a outro fim (1)")
  static let startLine = Words(
    "straight line from the start (0) to the end (1)", "linha reta do início (0) ao fim (1)")
}
