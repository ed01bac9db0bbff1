import Optimizers

/// What `descent explain` says in Portuguese of what the catalogue says in English.
enum Portuguese {
  /// A meaning in Portuguese.
  static func text(_ english: String) -> String {
    PortugueseMeanings.all[english] ?? english
  }

  static func family(_ family: OptimizerFamily) -> String {
    switch family {
    case .plain: "simples"
    case .momentum: "momento"
    case .accumulator: "acumulador"
    case .adam: "Adam"
    case .proximal: "proximal"
    case .sign: "sinal"
    case .layerwise: "por camada"
    case .secondOrder: "segunda ordem"
    case .parameterFree: "sem taxa"
    case .averaging: "médias"
    }
  }

  /// The words between the letters of a formula, longer ones first.
  private static let formulaWords = [
    ("the centralized gradient", "o gradiente centralizado"), ("random signs", "sinais aleatórios"),
    ("by a line search", "por busca linear"), ("from the last pairs", "dos últimos pares"),
    ("clipped by its RMS", "cortado por seu RMS"), ("their eigenvectors", "seus autovetores"),
    ("means of", "médias de"), ("over rows and columns", "por linhas e colunas"),
    ("after `patience` losses without progress", "após `patience` perdas sem progresso"),
    ("every k steps", "a cada k passos"), ("`period` steps", "`period` passos"),
    ("same sign", "mesmo sinal"), ("no step", "nenhum passo"), ("as in", "como em"),
    ("in turn", "alternando"), ("Adam's step", "passo do Adam"), ("turned", "virou"),
    ("before", "antes"), ("where", "onde"), ("while", "enquanto"), ("then", "depois"),
    ("once", "quando"), ("every", "a cada"), ("with", "com"), (" by ", " por "), (" and ", " e "),
  ]

  static func formula(_ line: String, _ isPortuguese: Bool) -> String {
    guard isPortuguese else { return line }
    return formulaWords.reduce(line) { $0.replacing($1.0, with: $1.1) }
  }
}
