public import Networks
import Scenes
import Training

/// What the pictures of training say.
extension Words {
  static let epochs = Words("epochs", "épocas")
  static let epoch = Words("epoch", "época")
  static let updates = Words("updates", "atualizações")
  static let seconds = Words("seconds of training", "segundos de treino")
  static let trainingLoss = Words("training loss", "perda no treino")
  static let validationLoss = Words("validation loss", "perda na validação")
  static let trainingMetric = Words("{0}, training", "{0}, treino")
  static let validationMetric = Words("{0}, validation", "{0}, validação")
  static let testMetric = Words("{0}, test", "{0}, teste")
  static let finalScores = Words("final {0}", "{0} no fim")
  static let rateByEpoch = Words("learning rate", "taxa de aprendizado")

  static let trainTitleOne = Words("Training on {0}", "Treino em {0}")
  static let trainSubtitle = Words(
    "{0}, batches of {1}, {2} seeds", "{0}, lotes de {1}, {2} sementes")
  static let trainSubtitleOneSeed = Words(
    "{0}, batches of {1}, one seed", "{0}, lotes de {1}, uma semente")
  static let trainSubtitleFolds = Words(
    "{0}, batches of {1}, {2}-fold cross-validation",
    "{0}, lotes de {1}, validação cruzada em {2} partições"
  )
  static let trainSubtitleFoldsSeeds = Words(
    "{0}, batches of {1}, {2}-fold cross-validation, {3} seeds",
    "{0}, lotes de {1}, validação cruzada em {2} partições, {3} sementes")
  static let networkShape = Words("{0}, {1} parameters", "{0}, {1} parâmetros")
  static let bandRule = Words(
    "Bold: the median of the seeds that are still running; band: quartiles; faint: each seed.",
    "Forte: a mediana das sementes ainda em treino; faixa: quartis; claro: cada semente.")
  static let foldBandRule = Words(
    "Bold: the median of the folds that are still running; band: quartiles; faint: each run.",
    "Forte: a mediana das partições ainda em treino; faixa: quartis; claro: cada execução.")
  static let singleRule = Words(
    "One seed shows no scatter: another seed may turn the order round.",
    "Uma só semente não mostra dispersão: outra pode inverter a ordem.")
  static let sameStart = Words(
    "Each seed gives all optimizers the same data, first weights, batches and dropout masks.",
    "Cada semente dá a todos os otimizadores os mesmos dados, pesos iniciais, lotes e máscaras de dropout."
  )
  static let tunedTraining = Words(
    "Learning rates: the best of the same {0} for each, by median validation loss, with other seeds ({1}) than those shown.",
    "Taxas de aprendizado: a melhor entre as mesmas {0} para cada um, pela mediana da perda na validação, com outras sementes ({1}) que as mostradas."
  )
  static let intervalRule = Words(
    "±: the interval of the mean over seeds at 95 % (Student's t).",
    "±: intervalo da média entre sementes a 95 % (t de Student).")
  static let foldIntervalRule = Words(
    "±: the interval of the mean over folds at 95 %, widened since folds share training examples (Nadeau and Bengio, 2003).",
    "±: intervalo da média entre partições a 95 %, alargado porque elas compartilham exemplos de treino (Nadeau e Bengio, 2003)."
  )
  static let foldTuning = Words(
    "Learning rates: in each fold the best of the same {0} for each, by median validation loss, with other seeds ({1}) than those shown; the table has the middle one.",
    "Taxas de aprendizado: em cada partição a melhor entre as mesmas {0} para cada um, pela mediana da perda na validação, com outras sementes ({1}) que as mostradas; a tabela traz a do meio."
  )
  static let foldSeed = Words("{0}, first fold", "{0}, primeira partição")
  static let trainLineFolds = Words(
    "{0}: each example is in the test part of one of {1} folds, of about {2} each; of the others about {3} train and {4} validate · {5} · {6} precision · seeds {7} · Descent {8}",
    "{0}: cada exemplo está na parte de teste de uma de {1} partições, de cerca de {2} cada; dos outros, cerca de {3} treinam e {4} validam · {5} · precisão {6} · sementes {7} · Descent {8}"
  )
  static let trainLine = Words(
    "{0}: {1} for training, {2} for validation, {3} for the test · {4} · {5} precision · seeds {6} · Descent {7}",
    "{0}: {1} para treino, {2} para validação, {3} para teste · {4} · precisão {5} · sementes {6} · Descent {7}"
  )
  static let groupLine = Words(
    "Layers with values of their own: {0}.", "Camadas com valores próprios: {0}.")
  static let groupRate = Words("learning rate {0}", "taxa de aprendizado {0}")
  static let groupMultiple = Words("{0} × the learning rate", "{0} × a taxa de aprendizado")
  static let groupDecay = Words("weight decay {0}", "decaimento de pesos {0}")
  static let smoothed = Words("label smoothing {0}", "suavização de rótulos {0}")
  static let weighted = Words("class weights {0}", "pesos das classes {0}")
  static let augmented = Words("augmented pictures", "imagens aumentadas")
  static let single = Words("single", "simples")
  static let double = Words("double", "dupla")

  static let evaluationsEach = Words("evaluations", "avaliações")
  static let bestEpoch = Words("best epoch", "melhor época")
  static let runsFinished = Words("{0} of {1} finished", "{0} de {1} completos")
  static let runsDiverged = Words("{0} of {1} diverged", "{0} de {1} divergiram")
  static let runsStopped = Words("{0} of {1} stopped early", "{0} de {1} pararam cedo")
  static let alive = Words("{0} of {1}", "{0} de {1}")

  static let confusionTitle = Words("Confusion on {0}", "Confusão em {0}")
  static let confusionLesson = Words(
    "Rows: what an example is; columns: what the network took it for. A cell says how many of the {0} part, added over seeds; its shade is the share of its row.",
    "Linhas: o que o exemplo é; colunas: o que a rede achou. A célula diz quantos da parte de {0}, somados entre sementes; o tom é a fração da linha."
  )
  static let foldConfusionLesson = Words(
    "Rows: what an example is; columns: what the network took it for that had not been trained on it. A cell says how many of the {0} parts, added over folds and seeds; its shade is the share of its row.",
    "Linhas: o que o exemplo é; colunas: o que achou a rede que não treinou com ele. A célula diz quantos das partes de {0}, somados entre partições e sementes; o tom é a fração da linha."
  )
  static let diagnosticsTitle = Words("Layers in training on {0}", "Camadas em treino em {0}")
  static let diagnosticsLesson = Words(
    "From above: the size of each layer's gradient; of an update against the weights, a thousandth being usual; the share of units that say the same of every example; what activations put out at the end. Gradients that fade from the last layer to the first vanish.",
    "De cima: o tamanho do gradiente de cada camada; o de uma atualização diante dos pesos, um milésimo sendo usual; a fração de unidades que dizem o mesmo de todo exemplo; o que as ativações emitem no fim. Gradientes que enfraquecem da última camada à primeira somem."
  )
  static let diagnosticsRemark = Words(
    "Seed {0}. Sizes are root mean squares of a layer's weights; activations and dead units over up to 1000 training examples, in use.",
    "Semente {0}. Tamanhos são raízes das médias dos quadrados dos pesos de uma camada; ativações e unidades mortas em até 1000 exemplos de treino, em uso."
  )
  static let weightGradient = Words("∂L/∂W", "∂L/∂W")
  static let relativeUpdate = Words("ΔW / W", "ΔW / W")
  static let deadUnits = Words("dead", "mortas")
  static let outputsAtEnd = Words("outputs", "saídas")
  static let layerNumber = Words("layer {0}", "camada {0}")
  static let sharpnessAtEnd = Words("λmax {0}", "λmáx {0}")
  static let noiseAtEnd = Words("noise scale {0}", "escala do ruído {0}")
  static let truth = Words("true class", "classe verdadeira")
  static let prediction = Words("predicted class", "classe prevista")
  static let regionsTitle = Words("Decision regions on {0}", "Regiões de decisão em {0}")
  static let regionsLesson = Words(
    "What each network says of every point of the plane, seed {0}; filled: examples it was trained on, hollow: held out. The stronger the colour, the surer.",
    "O que cada rede diz de cada ponto do plano, semente {0}; cheios: exemplos de treino, vazios: separados. Quanto mais forte a cor, mais certeza."
  )
  static let landscapeTitle = Words("Loss landscape of {0}", "Superfície de perda de {0}")
  static let principalLesson = Words(
    "The plane of the two directions in which all paths vary most. Any long walk in many dimensions fills such a plane: read where paths part, not their loops. A point is filled by its own loss; where that differs from the ground, the plane is far from it.",
    "O plano das duas direções em que todos os caminhos mais variam. Qualquer caminhada longa em muitas dimensões enche um plano assim: leia onde os caminhos se separam, não suas curvas. Um ponto tem a cor da sua própria perda; onde difere do fundo, o plano está longe."
  )
  static let randomLesson = Words(
    "Two random directions (seed {0}) through the best end, each unit's part as long as its own weights; biases stay. A plane is a slice: other directions look different, and paths live far off it.",
    "Duas direções aleatórias (semente {0}) pelo melhor fim, a parte de cada unidade tão longa quanto seus pesos; os vieses ficam. Um plano é um corte: outras direções são diferentes, e os caminhos passam longe dele."
  )
  static let landscapeRemark = Words(
    "Ground and points: the loss of {0} training examples, in use (no dropout, remembered moments).",
    "Fundo e pontos: a perda de {0} exemplos de treino, em uso (sem dropout, momentos guardados).")
  static let landscapeShares = Words(
    "Percentages at names: the share of the path's variance in the plane.",
    "Porcentagens nos nomes: fração da variância do caminho no plano.")
  static let direction = Words("direction {0}", "direção {0}")
  static let offPlane = Words("distance from the plane", "distância ao plano")
  static let parts: [SweepReport.Part: Words] = [
    .training: Words("training", "treino"), .validation: Words("validation", "validação"),
    .test: Words("test", "teste"),
  ]

  static func metric(_ metric: Metric, _ language: Language) -> String {
    let portuguese: String =
      switch metric {
      case .accuracy: "acurácia"
      case .topAccuracy(let count): "acurácia top-\(count)"
      case .precision: "precisão"
      case .recall: "revocação"
      case .f1: "F1"
      case .areaUnderCurve: "área sob a curva ROC"
      case .determination: "R²"
      case .rootMeanSquaredError: "REQM"
      case .meanAbsoluteError: "EAM"
      }
    return language == .english ? metric.name : portuguese
  }
}

extension Metric {
  public func name(in language: Language) -> String { Words.metric(self, language) }
}
