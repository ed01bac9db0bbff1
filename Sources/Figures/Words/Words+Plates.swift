import Optimizers
import Scenes
import Training

/// What the lecture plates say.
extension Words {
  static let madeWith = Words("Descent {0}", "Descent {0}")
  static let stepNumber = Words("step t", "passo t")
  static let rateOverTime = Words("learning rate α(t)", "taxa de aprendizado α(t)")

  static let schedulesTitle = Words("Learning rate schedules", "Agendas da taxa de aprendizado")
  static let schedulesSubtitle = Words(
    "{0} on {1}, {2} steps from {3}", "{0} em {1}, {2} passos desde {3}")
  static let schedulesLesson = Words(
    "Noise keeps a constant rate from settling: the loss stays at a level that grows with α. A rate that falls gives up speed at the end to come closer; a rate that falls too early stops on the way.",
    "O ruído não deixa uma taxa constante assentar: a perda fica num nível que cresce com α. Uma taxa que cai troca velocidade no fim por chegar mais perto; uma que cai cedo demais para no caminho."
  )
  static let schedulesRemark = Words(
    "All schedules share the first point, the noise and α₀ = {0}; nothing was tuned, so the order is a lesson and no ranking. Losses: faint as they are, bold as a moving mean with β = {1}, corrected for its start.",
    "Todas as agendas têm o mesmo ponto inicial, o mesmo ruído e α₀ = {0}; nada foi ajustado: a ordem é uma lição, não uma classificação. Perdas: claras como são, fortes como média móvel com β = {1}, corrigida no início."
  )
  static let plateLine = Words(
    "{0} · {1} · {2} steps · Descent {3} · config {4}",
    "{0} · {1} · {2} passos · Descent {3} · config. {4}")

  private static let schedules: [String: Words] = [
    "constant": Words("constant", "constante"), "step": Words("step", "em degraus"),
    "multistep": Words("multistep", "em vários degraus"),
    "piecewise": Words("piecewise", "por partes"),
    "exponential": Words("exponential", "exponencial"), "linear": Words("linear", "linear"),
    "polynomial": Words("polynomial", "polinomial"), "inverseTime": Words("1/t", "1/t"),
    "cosine": Words("cosine", "cosseno"),
    "warmRestarts": Words("warm restarts", "reinícios"),
    "oneCycle": Words("one cycle", "um ciclo"), "cyclic": Words("cyclic", "cíclica"),
    "warmUp": Words("warm-up", "aquecimento"),
    "warmUpStableDecay": Words("warm-up, stable, decay", "aquece, mantém, cai"),
    "inverseRoot": Words("1/√t", "1/√t"), "rex": Words("rex", "rex"),
    "rangeTest": Words("range test", "teste de faixa"),
    "sequence": Words("sequence", "sequência"), "product": Words("product", "produto"),
  ]

  /// What a schedule is called; one that leads into another names both.
  static func schedule(_ rule: (any ScheduleRule)?, _ language: Language) -> String {
    guard let rule else { return schedules["constant"]?(language) ?? "" }
    let key = type(of: rule).entry.key
    let name = schedules[key].map { $0(language) } ?? key
    if let warmUp = rule as? WarmUpSchedule, let next = warmUp.next.first?.rule {
      return "\(name) + \(schedule(next, language))"
    }
    return name
  }
}

/// Functions, gradients and batches.
extension Words {
  static let largestSlope = Words("|f′| ≤ {0}", "|f′| ≤ {0}")
  static let functionsSubtitle = Words(
    "each function f with its derivative f′", "cada função f com sua derivada f′")
  static let activationsTitle = Words("Activations", "Ativações")
  static let activationsLesson = Words(
    "A layer passes gradients on through the slope of its activation. Where that is next to 0, nothing behind it learns: a sigmoid passes a quarter at best, ReLU all or nothing.",
    "Uma camada passa gradientes adiante pela derivada da ativação. Onde ela é quase 0, nada atrás aprende: a sigmoide passa no máximo um quarto; a ReLU, tudo ou nada."
  )
  static let lossesTitle = Words("Losses", "Funções de perda")
  static let lossesLesson = Words(
    "A loss teaches by its slope: squares shout at outliers, absolute errors treat all alike, Huber goes from one to the other. For classes, cross-entropy pulls hardest where the network is most wrong; the square error of a sigmoid lets go exactly there.",
    "A perda ensina pela derivada: o quadrado grita com valores extremos, o erro absoluto trata todos igual, Huber passa de um ao outro. Em classes, a entropia cruzada puxa mais onde a rede mais erra; o erro quadrático de uma sigmoide desiste bem ali."
  )
  static let fadingRemark = Words(
    "Shaded: |slope| below {0}; next to nothing is learned there. Values and slopes are those that training computes.",
    "Sombreado: |derivada| abaixo de {0}; quase nada se aprende ali. Valores e derivadas são os que o treino calcula."
  )
  static let lossVariables = Words(
    "e: output less target; z and p: logit and probability of the true class; o: a rate whose target is 1.",
    "e: saída menos alvo; z e p: logit e probabilidade da classe certa; o: uma taxa cujo alvo é 1."
  )
  static let errorVariable = Words("error e", "erro e")
  static let probabilityVariable = Words(
    "probability p", "probabilidade p")
  static let rateVariable = Words("output o", "saída o")
  static let logitVariable = Words("logit z", "logit z")
  static let letterZ = Words("z", "z")
  static let squaredSigmoid = Words("squared sigmoid", "sigmoide ao quadrado")

  static let layer = Words("layer", "camada")
  static let flowTitle = Words(
    "Vanishing and exploding gradients", "Gradientes que somem e que explodem")
  static let flowSubtitle = Words(
    "{0} layers of {1} units on {2}, {3}", "{0} camadas de {1} unidades em {2}, {3}")
  static let flowLesson = Words(
    "Each row of a map is a layer, the input at the top, the output at the bottom: faded rows get no gradient. Sigmoids lose it layer by layer; large weights make it grow until training breaks off; normalization and residual connections carry it to the first layer.",
    "Cada linha de um mapa é uma camada, a entrada em cima, a saída embaixo: linhas apagadas não recebem gradiente. Sigmoides o perdem camada a camada; pesos grandes o fazem crescer até o treino quebrar; normalização e conexões residuais o levam até a primeira."
  )
  static let flowRemark = Words(
    "Before training: median and the middle 80 % of {0} seeds; dotted: a quarter a layer, the most that sigmoids pass at weights of size 1. Updates of a thousandth of the weights (dashed) are usual. Weights begin as suits each activation (He, Glorot), large ones at thrice that, residual ones at a third.",
    "Antes do treino: mediana e os 80 % centrais de {0} sementes; pontilhado: um quarto por camada, o máximo que sigmoides passam com pesos de tamanho 1. Atualizações de um milésimo dos pesos (tracejado) são usuais. Pesos iniciais conforme a ativação (He, Glorot), os grandes três vezes isso, os residuais um terço."
  )
  static let accuracyShort = Words("{0} % right", "{0} % certos")
  static let brokeOff = Words("diverged", "divergiu")
  static let dead = Words("{0} % dead", "{0} % mortos")
  static let gradientSize = Words("size of ∂L/∂W", "tamanho de ∂L/∂W")
  static let beforeTraining = Words("before training", "antes do treino")
  static let atTheEnd = Words("at the end", "no fim")
  static let updateRatio = Words("update / weight", "atualização / peso")

  static func block(_ block: GradientFlow.Block, _ language: Language) -> String {
    let words =
      switch block {
      case .plain: Words("plain", "simples")
      case .largeWeights: Words("large", "grandes")
      case .batchNormalization: Words("batch norm", "norm. lote")
      case .residual: Words("residual", "residual")
      }
    return words(language)
  }

  static let batchTitle = Words("Batch size", "Tamanho do lote")
  static let batchSubtitle = Words(
    "a linear model of two weights, {0} examples, gradient descent at α = {1}",
    "um modelo linear de dois pesos, {0} exemplos, descida do gradiente com α = {1}")
  static let batchLesson = Words(
    "Small batches point anywhere, but cheaply: by examples seen they are ahead early, by updates they are not, and at a constant rate they never settle. Scatter falls with the root of the batch.",
    "Lotes pequenos apontam para todo lado, mas custam pouco: por exemplos vistos, saem na frente; por atualizações, não; e com taxa constante nunca assentam. A dispersão cai com a raiz do lote."
  )
  static let batchRemark = Words(
    "Above: −gradients of random batches at the common start, and their mean as an arrow; middle: the first updates on the loss of all examples; ★ its minimum.",
    "Acima: −gradientes de lotes aleatórios no início comum, e sua média como seta; meio: as primeiras atualizações na perda de todos os exemplos; ★ seu mínimo."
  )
  static let batchOf = Words("batch of {0}", "lote de {0}")
  static let batchOfAll = Words("all {0}", "todos os {0}")
  static let fullLoss = Words("loss of all examples", "perda de todos os exemplos")

  static let sharpnessTitle = Words("Edge of stability", "Borda da estabilidade")
  static let sharpnessSubtitle = Words(
    "full-batch gradient descent on {0}, {1}", "descida do gradiente com lote completo em {0}, {1}")
  static let sharpnessLesson = Words(
    "A rate α can hold a valley only while its curvature is below 2/α (dashed). Networks drift to sharper places until they meet that edge; there the loss begins to jump, and falls all the same.",
    "Uma taxa α só segura um vale enquanto a curvatura fica abaixo de 2/α (tracejado). Redes vão para lugares mais agudos até encontrar essa borda; ali a perda passa a saltar, e mesmo assim cai."
  )
  static let sharpnessRemark = Words(
    "The largest eigenvalue of the Hessian of the loss of {0} examples, by power iteration on exact products; {1} parameters.",
    "O maior autovalor da hessiana da perda de {0} exemplos, por iteração de potência em produtos exatos; {1} parâmetros."
  )
  static let sharpness = Words("largest curvature λ", "maior curvatura λ")

  static let regularizationTitle = Words("Regularization", "Regularização")
  static let regularizationLesson = Words(
    "Penalties pull weights to 0: the diamond's corners make some of them exactly 0, the ball shrinks all. Dropout averages over many thinned networks. Early stopping takes the weights before noise is learned by heart.",
    "Penalidades puxam os pesos a 0: os cantos do losango zeram alguns, a bola encolhe todos. Dropout é a média de muitas redes podadas. A parada antecipada pega os pesos antes que o ruído seja decorado."
  )
  static let regularizationRemark = Words(
    "Above: contours of the loss of the data; line: the best weights as the penalty grows; dots: training examples, hollow: held out; faint: the boundary of one dropout mask each (rate {0}).",
    "Acima: contornos da perda dos dados; linha: os melhores pesos conforme a penalidade cresce; pontos: exemplos de treino, vazios: separados; claro: a fronteira de cada máscara de dropout (taxa {0})."
  )
  static let absolutePenalty = Words("L1: |w₁| + |w₂|", "L1: |w₁| + |w₂|")
  static let squarePenalty = Words("L2: w₁² + w₂²", "L2: w₁² + w₂²")
  static let weightsPanel = Words("weights after training", "pesos após o treino")
  static let share = Words("share of weights", "fração dos pesos")
  static let weight = Words("weight", "peso")
  static let plainLoss = Words("loss", "perda")
  static let noPenalty = Words("none", "nenhuma")
  static let noRegularization = Words("no regularization", "sem regularização")
  static let dropoutPanel = Words("dropout", "dropout")
  static let earlyStoppingPanel = Words("early stopping", "parada antecipada")
  static let stopHere = Words("stop here: epoch {0}", "pare aqui: época {0}")
  static let nearZero = Words("{0} % near 0", "{0} % perto de 0")
}
