import Networks
import Scenes

/// What pictures call the parts of networks.
extension Words {
  static func activation(_ activation: Activation, _ language: Language) -> String {
    let words =
      switch activation {
      case .linear: Words("linear", "linear")
      case .relu: Words("ReLU", "ReLU")
      case .leakyReLU: Words("leaky ReLU", "leaky ReLU")
      case .elu: Words("ELU", "ELU")
      case .selu: Words("SELU", "SELU")
      case .gelu: Words("GELU", "GELU")
      case .geluTanh: Words("GELU by tanh", "GELU por tanh")
      case .silu: Words("SiLU", "SiLU")
      case .mish: Words("Mish", "Mish")
      case .sigmoid: Words("sigmoid", "sigmoide")
      case .tanh: Words("tanh", "tanh")
      case .softplus: Words("softplus", "softplus")
      case .softsign: Words("softsign", "softsign")
      case .softmax: Words("softmax", "softmax")
      case .relu6: Words("ReLU6", "ReLU6")
      case .hardSigmoid: Words("hard sigmoid", "sigmoide rígida")
      case .hardTanh: Words("hard tanh", "tanh rígida")
      case .hardSiLU: Words("hard SiLU", "SiLU rígida")
      case .hardShrink: Words("hard shrink", "encolhimento rígido")
      case .heaviside: Words("Heaviside step", "degrau de Heaviside")
      }
    return words(language)
  }

  static func loss(_ loss: Loss, _ language: Language) -> String {
    let words =
      switch loss {
      case .meanSquaredError: Words("mean squared error", "erro quadrático médio")
      case .meanAbsoluteError: Words("mean absolute error", "erro absoluto médio")
      case .huber: Words("Huber", "Huber")
      case .logCosh: Words("log-cosh", "log-cosh")
      case .sigmoidCrossEntropy: Words("sigmoid cross-entropy", "entropia cruzada, sigmoide")
      case .softmaxCrossEntropy: Words("softmax cross-entropy", "entropia cruzada, softmax")
      case .binaryCrossEntropy: Words("binary cross-entropy", "entropia cruzada binária")
      case .categoricalCrossEntropy:
        Words("categorical cross-entropy", "entropia cruzada categórica")
      case .hinge: Words("hinge", "hinge")
      case .squaredHinge: Words("squared hinge", "hinge ao quadrado")
      case .categoricalHinge: Words("categorical hinge", "hinge categórica")
      case .kullbackLeibler: Words("Kullback–Leibler", "Kullback–Leibler")
      case .poisson: Words("Poisson", "Poisson")
      case .sigmoidFocal: Words("sigmoid focal", "focal, sigmoide")
      case .softmaxFocal: Words("softmax focal", "focal, softmax")
      }
    return words(language)
  }

  static let batchNormalization = Words("batch norm", "norm. lote")
  static let layerNormalization = Words("layer norm", "norm. camada")
  static let normalization = Words("normalization", "normalização")
  static let residual = Words("residual", "residual")
  static let dropout = Words("dropout", "dropout")

  static let orElse = Words(", or ", ", ou ")
  static let belowZero = Words("{0} below 0", "{0} abaixo de 0")
  static let by = Words("≈ {0}, by tanh", "≈ {0}, por tanh")
  static let whereAbove = Words("z where |z| > {0}", "z onde |z| > {0}")
  static let stepFormula = Words("1 for z ≥ 0, else 0", "1 para z ≥ 0, senão 0")

  /// The words between the parts of a network that is a surface.
  private static let networkWords = [Words(" of ", " de "), Words(" on ", " em ")]

  /// A network's description as this language says it.
  static func network(_ description: String, _ language: Language) -> String {
    networkWords.reduce(description) { text, words in
      text.replacing(words(.english), with: words(language))
    }
  }

  /// As the heading of a panel says it.
  static func heading(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }
}
