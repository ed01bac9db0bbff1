import Scenes
public import Training

/// What the perceptron's picture says.
extension Words {
  static let perceptronTitle = Words("The perceptron on {0}", "O perceptron em {0}")
  static let perceptronSubtitle = Words(
    "{0} examples, {1} features, {2} classes, η = {3}",
    "{0} exemplos, {1} atributos, {2} classes, η = {3}")
  static let perceptronRule = Words(
    "It says H(w·x + b), 1 from zero on, else 0; after a mistake, w ← w + η (t − y) x and b ← b + η (t − y).",
    "Ele diz H(w·x + b), 1 a partir de zero, senão 0; após um erro, w ← w + η (t − y) x e b ← b + η (t − y)."
  )
  static let perceptronRuleMany = Words(
    "Each class has a weighted sum, and the largest wins; after a mistake, the right class's weights gain η x, and those of the one that won lose it.",
    "Cada classe tem uma soma ponderada, e a maior vence; após um erro, os pesos da classe certa ganham η x, e os da que venceu perdem."
  )
  static let perceptronLearned = Words(
    "Epoch {0} made no mistake, after {1} corrections: it has come to rest.",
    "A época {0} não teve erro algum, após {1} correções: ele chegou ao repouso.")
  static let perceptronInseparable = Words(
    "No straight line parts {0} from {1}: their convex hulls overlap, so the rule never comes to rest. Parting them takes a hidden layer.",
    "Nenhuma reta separa {0} de {1}: seus fechos convexos se cruzam, e a regra nunca chega ao repouso. Separá-los exige uma camada oculta."
  )
  static let perceptronUnfinished = Words(
    "A line parts the classes, and the rule will find one; {0} epochs were too few.",
    "Uma reta separa as classes, e a regra vai achar uma; {0} épocas foram poucas.")
  static let perceptronMargin = Words(
    "After {0} epochs and {1} corrections there are still mistakes: no plane parts the classes by more than {2}, and perhaps none does.",
    "Após {0} épocas e {1} correções ainda há erros: nenhum plano separa as classes por mais de {2}, e talvez nenhum separe."
  )
  static let perceptronUndecided = Words(
    "After {0} epochs and {1} corrections there are still mistakes: perhaps no planes part the classes.",
    "Após {0} épocas e {1} correções ainda há erros: talvez nenhum conjunto de planos separe as classes."
  )
  static let perceptronLines = Words(
    "Dashed: the line at the end of earlier epochs; filled: examples it learned from, hollow: held out; ringed: still mistaken.",
    "Tracejado: a reta ao fim de épocas anteriores; cheios: exemplos de treino, vazios: separados; com anel: ainda errados."
  )
  static let perceptronRegions = Words(
    "Filled: examples it learned from, hollow: held out; ringed: still mistaken.",
    "Cheios: exemplos de treino, vazios: separados; com anel: ainda errados.")
  static let perceptronSums = Words(
    "Each example at its weighted sum; the step is at zero; ringed: mistaken.",
    "Cada exemplo na sua soma ponderada; o degrau fica em zero; com anel: errados.")
  static let perceptronCells = Words(
    "Rows: what a training example is; columns: what the last weights take it for.",
    "Linhas: o que o exemplo de treino é; colunas: o que os últimos pesos acham.")
  static let perceptronLine = Words(
    "{0}: {1} examples in their order, weights from zero, up to {2} epochs · accuracy {3} · Descent {4}",
    "{0}: {1} exemplos na sua ordem, pesos a partir de zero, até {2} épocas · acurácia {3} · Descent {4}"
  )
  static let perceptronHeldOut = Words("{0}, held out {1}", "{0}, separados {1}")
  static let mistakes = Words("mistakes in the epoch", "erros na época")
  static let weightsAndBias = Words("weights and bias", "pesos e viés")
  static let weightLengths = Words(
    "length of each class's weights", "norma dos pesos de cada classe")
  static let weightLength = Words("length of the weights", "norma dos pesos")
  static let weightedSum = Words("weighted sum w·x + b", "soma ponderada w·x + b")
  static let epochNumber = Words("epoch {0}", "época {0}")
  static let bias = Words("bias b", "viés b")
}

extension PerceptronStudy {
  /// How it ended, in a sentence.
  public func conclusion(in language: Language) -> String {
    let numbers = language.numbers
    let count = numbers.integer(epochs.count), fixes = numbers.integer(corrections)
    switch verdict {
    case .learned: return Words.perceptronLearned(language, count, fixes)
    case .inseparable(let first, let second):
      return Words.perceptronInseparable(language, classes[first], classes[second])
    case .unfinished: return Words.perceptronUnfinished(language, count)
    case .undecided(let margin):
      guard let margin else { return Words.perceptronUndecided(language, count, fixes) }
      return Words.perceptronMargin(language, count, fixes, numbers.short(margin, digits: 2))
    }
  }
}
