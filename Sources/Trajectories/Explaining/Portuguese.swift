public import Optimizers

/// In Portuguese what the catalogue says in English.
public enum Portuguese {
  /// A meaning in Portuguese, or as it is where nobody has translated it.
  public static func text(_ english: String) -> String {
    PortugueseMeanings.all[english] ?? english
  }

  /// The name of a family.
  public static func family(_ family: OptimizerFamily) -> String {
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

  /// A line of a formula, whose words are few.
  public static func formula(_ line: String) -> String {
    formulaWords.reduce(line) { $0.replacing($1.0, with: $1.1) }
  }
}
