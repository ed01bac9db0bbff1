/// The one table of all that figures say, in each language.
struct Words {
  private let english: String
  private let portuguese: String

  init(_ english: String, _ portuguese: String) {
    self.english = english
    self.portuguese = portuguese
  }

  /// The text with `{0}`, `{1}` … filled in.
  func callAsFunction(_ language: Language, _ values: String...) -> String {
    var text = language == .portuguese ? portuguese : english
    for (index, value) in values.enumerated() {
      while let place = text.firstRange(of: "{\(index)}") {
        text.replaceSubrange(place, with: value)
      }
    }
    return text
  }

  static let evaluations = Words("gradient evaluations", "avaliações do gradiente")
  static let stepLength = Words("step length ‖Δ‖", "passo ‖Δ‖")
  static let rate = Words("rate α", "taxa α")
  static let scheduled = Words("Each rate follows {0}.", "Cada taxa segue {0}.")
  static let gap = Words("f − f*", "f − f*")
  static let gapToBest = Words("f − best f", "f − melhor f")
  static let loss = Words("loss f", "perda f")
  static let component = Words("component {0}", "componente {0}")

  static let optimizer = Words("optimizer", "otimizador")
  static let settings = Words("non-default values", "valores fora do padrão")
  static let learningRate = Words("learning rate", "taxa de aprendizado")
  static let evaluationCount = Words("evaluations", "avaliações")
  static let final = Words("last {0}", "{0} no fim")
  static let status = Words("status", "situação")

  static let rateStated = Words("rate as written", "taxa escrita")
  static let rateByDefault = Words("default rate", "taxa padrão")
  static let rateSame = Words("same rate", "mesma taxa")
  static let rateTuned = Words("tuned rate", "taxa ajustada")
  static let stated = Words("as written", "como escrita")
  static let byDefault = Words("default", "padrão")
  static let same = Words("same for all", "igual para todos")
  static let tuned = Words("tuned", "ajustada")
  static let tunedAtEdge = Words("tuned, ▲ edge of grid", "ajustada, ▲ borda da grade")

  static let finished = Words("finished", "completou")
  static let reachedTarget = Words("target at step {0}", "alvo no passo {0}")
  static let diverged = Words("diverged at step {0}", "divergiu no passo {0}")
  static let left = Words("stopped at the edge, step {0}", "parou na borda, passo {0}")
  static let out = Words("out at step {0}", "saiu no passo {0}")
  static let wasOut = Words("outside in steps {0}–{1}", "fora nos passos {0}–{1}")
  static let wasOutOnce = Words("outside at step {0}", "fora no passo {0}")

  static let undecided = Words("undecided", "indecisos")
  static let divergedFate = Words("diverged", "divergiram")
  static let leftFate = Words("left", "saíram")
  static let undecidedKey = Words(
    "undecided when the budget ran out", "indeciso ao fim do orçamento")
  static let divergedKey = Words("diverged", "divergiu")
  static let leftKey = Words("left the domain", "saiu do domínio")
  static let evaluationsKey = Words(
    "{0} to {1} gradient evaluations to get there, paler for more",
    "{0} a {1} avaliações do gradiente até lá; mais pálido = mais")
  static let otherMinima = Words("{0} more minima", "mais {0} mínimos")
  static let found = Words("(found)", "(encontrado)")
  static let basinSubtitle = Words(
    "where each of {0} × {0} starts ends, {1} steps each",
    "onde termina cada um de {0} × {0} inícios, {1} passos cada")
  static let basinTunedRule = Words(
    "Each learning rate is the one of the same {0} with the lowest median f after {1} steps from a coarse grid of 64 starts.",
    "Cada taxa de aprendizado é a que, entre as mesmas {0}, dá a menor mediana de f após {1} passos a partir de uma grade de 64 inícios."
  )
  static let basinStripRule = Words(
    "One column for each learning rate; nothing was tuned.",
    "Uma coluna para cada taxa de aprendizado; nada foi ajustado.")
  static let basinReached = Words(
    "A start has reached a minimum once it stays within {0} of it.",
    "Um início chegou a um mínimo quando permanece a menos de {0} dele.")
  static let basinSlice = Words(
    "All parameters but two start where the surface's first start has them.",
    "Todos os parâmetros, exceto dois, partem do primeiro início da superfície.")
  static let basinProtocol = Words(
    "{0} · {1} × {1} starts · {2} steps · {3} · seed: none, nothing is random · Descent {4} · config {5}",
    "{0} · {1} × {1} inícios · {2} passos · {3} · semente: nenhuma, nada é aleatório · Descent {4} · config. {5}"
  )

  static let sensitivitySubtitle = Words(
    "median {0} after {1} steps: {2} optimizers at {3} learning rates",
    "mediana de {0} após {1} passos: {2} otimizadores em {3} taxas de aprendizado")
  static let fromOneStart = Words("from {0}", "a partir de {0}")
  static let fromStarts = Words(
    "from {0} starts drawn evenly from the domain (seed {1})",
    "a partir de {0} inícios sorteados uniformemente no domínio (semente {1})")
  static let sensitivityRule = Words(
    "Every optimizer at the same rates, {0}, {1} steps each; nothing else was tuned.",
    "Todos os otimizadores nas mesmas taxas, {0}, {1} passos cada; nada mais foi ajustado.")
  static let goodRegion = Words(
    "Good rates: those about the best one whose median is at most ten times the best; below {0} all are equal.",
    "Taxas boas: as vizinhas da melhor cuja mediana é no máximo dez vezes a melhor; abaixo de {0} todas são iguais."
  )
  static let sensitivityWarning = Words(
    "A rank here is not a rank on your network.", "A ordem aqui não é a ordem na sua rede.")
  static let sensitivityProtocol = Words(
    "{0} · {1} · {2} steps · {3} · Descent {4} · config {5}",
    "{0} · {1} · {2} passos · {3} · Descent {4} · config. {5}")
  static let rateOverBest = Words("rate / best rate", "taxa / melhor taxa")
  static let decades = Words("good rates, in decades", "taxas boas, em décadas")
  static let middleIsStart = Words("(middle: as the starts)", "(meio: como nos inícios)")
  static let mostDiverged = Words("most diverged", "a maioria divergiu")
  static let sensitivitySigns = Words(
    "◥ some diverged   ○ best rate   △ best at the grid's edge   ı default rate",
    "◥ alguns divergiram   ○ melhor taxa   △ melhor na borda da grade   ı taxa padrão")

  static let start = Words("start", "início")
  static let subtitleOne = Words(
    "one optimizer from {0}, {1}", "um otimizador desde {0}, {1}")
  static let subtitle = Words(
    "{2} optimizers from {0}, {1} each", "{2} otimizadores desde {0}, {1} cada")

  static let tunedRule = Words(
    "Each learning rate is the one of the same {0} ({1} to {2}) with the lowest f after {3}.",
    "Cada taxa de aprendizado é a que, entre as mesmas {0} ({1} a {2}), dá a menor f após {3}."
  )
  static let statedRule = Words(
    "Learning rates as they were written; nothing was tuned.",
    "Taxas de aprendizado como foram escritas; nada foi ajustado.")
  static let defaultsRule = Words(
    "Learning rates as written, or by default; nothing was tuned.",
    "Taxas de aprendizado como escritas, ou padrão; nada foi ajustado.")
  static let sameRule = Words(
    "One learning rate for all: {0}.", "Uma só taxa de aprendizado: {0}.")

  static let dots = Words(
    "Dots on a path: steps 1, 2, 5, 10, 20, 50 …", "Pontos no caminho: passos 1, 2, 5, 10, 20, 50 …"
  )
  static let minimum = Words("★ minimum", "★ mínimo")
  static let localMinimum = Words("☆ local minimum", "☆ mínimo local")
  static let saddle = Words("× saddle", "× sela")
  static let floor = Words(
    "Values below {0} are drawn at {0}.", "Valores abaixo de {0} aparecem em {0}.")
  static let planeWarning = Words(
    "Two parameters show no noise, no many dimensions and one start: a rank here is not a rank on your network.",
    "Dois parâmetros não mostram ruído nem muitas dimensões, só um início: a ordem aqui não é a ordem na sua rede."
  )
  static let randomDirection = Words("random direction {0}", "direção aleatória {0}")
  static let principalPlane = Words(
    "A plane through {0} parameters along the two directions in which the paths vary most; it holds of each path's variance: {1}.",
    "Um plano por {0} parâmetros, nas duas direções em que os caminhos mais variam; parte da variância de cada caminho: {1}."
  )
  static let randomPlane = Words(
    "A random plane through the best end of {0} parameters (seed {1}), each direction as long as each unit's weights, biases fixed.",
    "Um plano aleatório pelo melhor fim de {0} parâmetros (semente {1}), com direções do tamanho dos pesos de cada unidade, vieses fixos."
  )
  static let weightPlane = Words(
    "The plane of two of {0} parameters; the others stand as at the best end.",
    "O plano de dois dos {0} parâmetros; os outros ficam como no melhor fim.")
  static let sliceWarning = Words(
    "Dots have the colour of their own loss: where it differs from the ground, the path is off the plane.",
    "Os pontos têm a cor da própria perda: onde ela difere do fundo, o caminho está fora do plano.")
  static let inPlane = Words(
    "All paths lie in the plane.", "Todos os caminhos ficam no plano.")
  static let planeDistance = Words("distance off the plane", "distância ao plano")
  static let examples = Words("gradients of single examples", "gradientes de exemplos isolados")
  static let projectionWarning = Words(
    "A projection of {0} parameters on the two directions in which the paths vary most; near here may be far apart.",
    "Projeção de {0} parâmetros nas duas direções em que os caminhos mais variam; o que parece perto pode estar longe."
  )
  static let lineWarning = Words(
    "One parameter shows no valleys and no noise: a rank here is not a rank on your network.",
    "Um parâmetro não mostra vales nem ruído: a ordem aqui não é a ordem na sua rede.")
  static let protocolLine = Words(
    "{0} · start {1} · {2} · {3} · {7} · {6} · Descent {4} · config {5}",
    "{0} · início {1} · {2} · {3} · {7} · {6} · Descent {4} · config. {5}"
  )
  static let nothingRandom = Words(
    "seed: none, nothing is random", "semente: nenhuma, nada é aleatório")
  static let randomSeed = Words("seed {0}", "semente {0}")
  static let noise = Words("noise {0}", "ruído {0}")
  static let batch = Words("batch {0}", "lote {0}")
  static let allExamples = Words("all", "todos")
  static let epochCount = Words("{0} epochs", "{0} épocas")
  static let steps = Words("{0} steps", "{0} passos")
  static let noisyPlaneWarning = Words(
    "Two parameters show no many dimensions, and one seed is one draw of the noise: a rank here is not a rank on your network.",
    "Dois parâmetros não mostram muitas dimensões, e uma semente é um só sorteio do ruído: a ordem aqui não é a ordem na sua rede."
  )
  static let exitFree = Words("no walls", "sem paredes")
  static let exitStop = Words("runs end at the domain's edge", "corridas param na borda do domínio")
  static let exitClip = Words("clipped to the domain", "recortado ao domínio")
  static let exitReflect = Words("reflected at the domain's edge", "refletido na borda do domínio")
  static let exitPenalty = Words("penalty {0} d² outside", "penalidade {0} d² fora")

  static let tuningTuned = Words("rates tuned on a grid of {0}", "taxas ajustadas em grade de {0}")
  static let tuningStated = Words("rates as written", "taxas como escritas")
  static let tuningDefaults = Words("rates by default", "taxas padrão")
  static let tuningSame = Words("one rate for all", "uma taxa para todos")

  static let step = Words("step", "passo")
  static let recordedPath = Words("recorded", "gravado")
  static let foundPath = Words("found today", "encontrado hoje")
  static let relativeDistance = Words("relative distance", "distância relativa")
  static let firstDifference = Words("first difference: step {0}", "primeira diferença: passo {0}")
  static let oneUlpAtStart = Words(
    "what one ulp at the start does", "efeito de um ulp no início")
  static let firstNumber = Words(
    "Step {0}, {1}: recorded {2}, found {3}", "Passo {0}, {1}: gravado {2}, encontrado {3}")
  static let firstMemory = Words(
    "Step {0}, {1}: the recorded numbers were others; found {2}",
    "Passo {0}, {1}: os números gravados eram outros; encontrado {2}")
  static let ownPath = Words("this lab's steps", "passos deste laboratório")
  static let loggedPath = Words("logged by the other program", "gravado pelo outro programa")
  static let firstForeignNumber = Words(
    "Step {0}, {1}: ours {2}, theirs {3}", "Passo {0}, {1}: o nosso {2}, o deles {3}")
  static let goldenRun = Words(
    "On {0} from {1}, {2} steps. One ulp at the start moves this path by up to {3}. Descent {4}.",
    "Em {0} desde {1}, {2} passos. Um ulp no início move este caminho em até {3}. Descent {4}.")

  /// What hyperparameters are called whose names are words; the others stand as code has them.
  static let hyperparameters: [String: Words] = [
    "adaptive": Words("adaptive", "adaptativo"), "centered": Words("centered", "centrado"),
    "clipping": Words("clipping", "corte"),
    "correctsBias": Words("corrects bias", "corrige viés"),
    "dampening": Words("dampening", "amortecimento"), "decay": Words("decay", "decaimento"),
    "epsilonPlacement": Words("epsilon placement", "lugar do ε"),
    "exponent": Words("exponent", "expoente"),
    "initialAccumulator": Words("initial accumulator", "acumulador inicial"),
    "lineSearch": Words("line search", "busca em linha"), "maximum": Words("maximum", "máximo"),
    "threshold": Words("threshold", "limiar"), "variance": Words("variance", "variância"),
    "velocity": Words("velocity", "velocidade"), "step": Words("step", "passo"),
    "steps": Words("steps", "passos"), "gradients": Words("gradients", "gradientes"),
    "insideRoot": Words("inside root", "dentro da raiz"),
    "outsideRoot": Words("outside root", "fora da raiz"),
    "correction": Words("correction", "correção"),
    "afterEpsilon": Words("after epsilon", "depois do ε"),
    "beforeEpsilon": Words("before epsilon", "antes do ε"),
    "shape": Words("shape", "forma"), "power": Words("power", "potência"),
  ]

  /// The names of optimizers that are words of a language and no proper names.
  private static let optimizerNames = [
    Words("Gradient descent", "Gradiente descendente"),
    Words("Nesterov (look-ahead)", "Nesterov (antecipado)"),
    Words("Noisy SGD", "SGD com ruído"),
  ]

  /// The name of a run as this language says it, with the library that may follow in brackets.
  static func runName(_ name: String, _ language: Language) -> String {
    for words in optimizerNames where name == words.english || name.hasPrefix(words.english + " (")
    {
      return words(language) + name.dropFirst(words.english.count)
    }
    return name
  }
}
