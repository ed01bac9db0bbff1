extension Words {
  static let insideTitle = Words("Inside {0}", "Por dentro de {0}")
  static let insideSubtitle = Words(
    "step {0} on {1}, learning rate {2}", "passo {0} em {1}, taxa de aprendizado {2}")
  static let insidePoint = Words(
    "Here the parameters are before step {0}; the thin line is the way that led here.",
    "Aqui estão os parâmetros antes do passo {0}; a linha fina é o caminho até aqui.")
  static let insideGradient = Words(
    "The gradient g points uphill, across the contour lines; −g is the way down.",
    "O gradiente g aponta morro acima, atravessando as curvas de nível; −g é a descida.")
  static let insideLookAhead = Words(
    "The gradient is taken at the look-ahead point (hollow square), where the velocity will lead.",
    "O gradiente é tomado no ponto antecipado (quadrado vazado), aonde a velocidade levará.")
  static let insideMemory = Words(
    "What the rule remembers of earlier gradients: it smooths the way, and gathers speed.",
    "O que a regra lembra dos gradientes anteriores: suaviza o caminho e ganha velocidade.")
  static let insideMetric = Words(
    "Where gradients were large, steps are made small: the ellipse has the radii 1/√v of the rule.",
    "Onde os gradientes foram grandes, os passos encolhem: a elipse tem os raios 1/√v da regra.")
  static let insideStep = Words(
    "The step Δ that comes of it: f goes from {0} to {1}.",
    "O passo Δ que resulta: f vai de {0} a {1}.")
  static let arrowScale = Words(
    "Δ and points are to scale; drawn lengths of the others: {0}.",
    "Δ e pontos em escala; comprimentos desenhados das outras setas: {0}.")
  static let metricRemark = Words(
    "The ellipse passes through the end of Δ.", "A elipse passa pela ponta de Δ.")
  static let probesRemark = Words(
    "Small crosses: where a line search asked for f.",
    "Cruzes pequenas: onde a busca em linha pediu f.")
  static let lettersRemark = Words(
    "Numbers stand in the lines that, computed as they are written, give exactly this step.",
    "Há números nas linhas que, calculadas como estão escritas, dão exatamente este passo.")
  static let insideProtocol = Words(
    "{0} · {1} · start {2} · step {3} · Descent {4}",
    "{0} · {1} · início {2} · passo {3} · Descent {4}"
  )
  static let stepAxis = Words("step", "passo")
  static let gradientRow = Words("gradient g", "gradiente g")
  static let effectiveRate = Words("effective rate |Δ/g|", "taxa efetiva |Δ/g|")
  static let biasCorrection = Words("bias correction", "correção de viés")
  static let formulaColumn = Words("the rule", "a regra")
  static let parameterColumn = Words("for {0}, step {1}", "para {0}, passo {1}")
  static let becomes = Words("becomes {0}", "torna-se {0}")

  /// What pictures call an optimizer's memories.
  private static let memories: [String: Words] = [
    "mean": Words("mean m", "média m"), "variance": Words("√ variance v", "√ variância v"),
    "velocity": Words("velocity b", "velocidade b"),
    "squareMean": Words("√ mean of squares v", "√ média dos quadrados v"),
    "squareSum": Words("√ sum of squares s", "√ soma dos quadrados s"),
    "stepSquareMean": Words("mean of squared steps u", "média dos passos ao quadrado u"),
    "infinityNorm": Words("largest gradient u", "maior gradiente u"),
    "maximum": Words("√ largest variance v̄", "√ maior variância v̄"),
    "accumulator": Words("√ sum of squares n", "√ soma dos quadrados n"),
    "linear": Words("linear term z", "termo linear z"),
    "surprise": Words("√ surprise s", "√ surpresa s"), "average": Words("average x", "média x"),
    "fast": Words("fast point z", "ponto rápido z"), "start": Words("start", "início"),
    "direction": Words("direction d", "direção d"),
    "gradient": Words("kept gradient", "gradiente guardado"),
    "previousGradient": Words("previous gradient", "gradiente anterior"),
    "slowMean": Words("slow mean m₂", "média lenta m₂"),
    "longMean": Words("long mean m", "média longa m"), "length": Words("length Δ", "comprimento Δ"),
    "curvature": Words("curvature h", "curvatura h"),
    "curvatureSquare": Words("√ squared curvature v", "√ curvatura ao quadrado v"),
    "gradientSum": Words("sum of gradients s", "soma dos gradientes s"),
    "weightedSum": Words("weighted sum s", "soma ponderada s"),
    "difference": Words("mean difference d", "diferença média d"),
    "previousStep": Words("previous step", "passo anterior"),
    "previousMove": Words("previous step", "passo anterior"),
    "move": Words("last move", "último movimento"),
    "newer": Words("newer mean", "média mais nova"),
    "older": Words("older mean", "média mais velha"),
    "integral": Words("integral i", "integral i"),
    "derivative": Words("derivative d", "derivada d"),
    "rateMean": Words("mean rate s", "taxa média s"), "largest": Words("largest |g|", "maior |g|"),
    "absoluteSum": Words("sum of |g|", "soma de |g|"), "reward": Words("reward R", "recompensa R"),
    "negativeSum": Words("sum of −g", "soma de −g"),
    "velocity1": Words("velocity 1", "velocidade 1"),
    "velocity2": Words("velocity 2", "velocidade 2"),
    "velocity3": Words("velocity 3", "velocidade 3"),
    "velocity4": Words("velocity 4", "velocidade 4"),
  ]

  /// A memory's name in words; one that has none here is spelled as the rule spells it.
  static func memory(_ name: String, _ language: Language) -> String {
    if let words = memories[name] { return words(language) }
    return name.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
  }

  /// Words that stand between the letters of formulas.
  private static let formulaWords = [
    Words("H from the last pairs (s, y)", "H dos últimos pares (s, y)"),
    Words("t by a line search", "t por busca em linha"), Words("as in Adam", "como em Adam"),
    Words("then AdamW with", "depois AdamW com"), Words("then Adam", "depois Adam"),
    Words("every k steps", "a cada k passos"), Words("then momentum", "depois momento"),
    Words("then with", "depois com"), Words("then AdaBound with", "depois AdaBound com"),
    Words("then", "depois"), Words("z random signs", "z sinais aleatórios"),
    Words("every `period` steps", "a cada `period` passos"),
    Words("same sign:", "mesmo sinal:"), Words("turned:", "virou:"), Words("no step", "sem passo"),
    Words("in turn:", "por turnos:"), Words("while", "enquanto"), Words("once", "quando"),
    Words("before:", "antes:"), Words("Adam's step", "o passo de Adam"),
    Words("means of g² over rows and columns", "médias de g² por linha e coluna"),
    Words("means of GGᵀ and GᵀG", "médias de GGᵀ e GᵀG"),
    Words("their eigenvectors", "seus autovetores"),
    Words("clipped by its RMS", "cortado pela sua RMS"),
    Words("with H + τI > 0", "com H + τI > 0"), Words("shrink", "redução"),
  ]

  /// A line of a formula as this language writes it.
  static func formula(_ line: String, _ language: Language) -> String {
    guard language != .english else { return line }
    return formulaWords.reduce(line) { text, words in
      text.replacing(words(.english), with: words(language))
    }
  }
}
