import Networks

/// What pictures call the parts of a network.
extension Words {
  static func lossName(_ loss: Loss, _ language: Language) -> String {
    let words: Words =
      switch loss {
      case .meanSquaredError: Words("mean squared error", "erro quadrático médio")
      case .meanAbsoluteError: Words("mean absolute error", "erro absoluto médio")
      case .huber: Words("Huber loss", "perda de Huber")
      case .logCosh: Words("log-cosh", "log-cosh")
      case .sigmoidCrossEntropy: Words("sigmoid cross-entropy", "entropia cruzada com sigmoide")
      case .softmaxCrossEntropy: Words("softmax cross-entropy", "entropia cruzada com softmax")
      case .binaryCrossEntropy: Words("binary cross-entropy", "entropia cruzada binária")
      case .categoricalCrossEntropy:
        Words("categorical cross-entropy", "entropia cruzada categórica")
      case .hinge: Words("hinge loss", "perda hinge")
      case .squaredHinge: Words("squared hinge loss", "perda hinge quadrática")
      case .categoricalHinge: Words("categorical hinge loss", "perda hinge categórica")
      case .kullbackLeibler: Words("Kullback–Leibler", "Kullback–Leibler")
      case .poisson: Words("Poisson loss", "perda de Poisson")
      case .sigmoidFocal: Words("focal loss with sigmoid", "perda focal com sigmoide")
      case .softmaxFocal: Words("focal loss with softmax", "perda focal com softmax")
      }
    return words(language)
  }

  static func activationName(_ activation: Activation, _ language: Language) -> String {
    let words: Words =
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
}
