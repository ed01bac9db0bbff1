/// What a network's outputs cost, given what they should be; the mean over the batch.
///
/// Where it says *logits*, the network's outputs are taken before the sigmoid or softmax, which the
/// loss contains: so no probability is ever rounded to 0 or 1.
public enum Loss: Sendable, Hashable, Codable {
  /// (o − t)², averaged over the outputs.
  case meanSquaredError
  /// |o − t|, averaged over the outputs.
  case meanAbsoluteError
  /// Half the square of the error up to `delta`, linear beyond; averaged over the outputs.
  case huber(delta: Double = 1)
  /// ln cosh(o − t), averaged over the outputs.
  case logCosh
  /// Cross-entropy of two classes, or of labels that do not exclude each other, from logits.
  case sigmoidCrossEntropy
  /// Cross-entropy of classes that exclude each other, from logits.
  case softmaxCrossEntropy
  /// Cross-entropy from probabilities, averaged over the outputs.
  case binaryCrossEntropy
  /// −Σ t ln o, from probabilities.
  case categoricalCrossEntropy
  /// max(0, 1 − (2t − 1) o), averaged over the outputs.
  case hinge
  case squaredHinge
  /// max(0, 1 + the highest output of a wrong class − that of the right one).
  case categoricalHinge
  /// Σ t ln(t / o), from probabilities.
  case kullbackLeibler
  /// o − t ln o, averaged over the outputs, which are rates.
  case poisson
  /// Cross-entropy from logits that forgets what is already right, by (1 − p)^gamma; `alpha` is the
  /// weight of the positive class, 1 − alpha that of the other. T.-Y. Lin et al., ICCV 2017.
  case sigmoidFocal(gamma: Double = 2, alpha: Double? = nil)
  /// The same for classes that exclude each other.
  case softmaxFocal(gamma: Double = 2)

  /// Every loss with its usual parameters, in the order of declaration.
  public static let all: [Loss] = [
    .meanSquaredError, .meanAbsoluteError, .huber(), .logCosh, .sigmoidCrossEntropy,
    .softmaxCrossEntropy, .binaryCrossEntropy, .categoricalCrossEntropy, .hinge, .squaredHinge,
    .categoricalHinge, .kullbackLeibler, .poisson, .sigmoidFocal(), .softmaxFocal(),
  ]

  public var name: String {
    switch self {
    case .meanSquaredError: "meanSquaredError"
    case .meanAbsoluteError: "meanAbsoluteError"
    case .huber: "huber"
    case .logCosh: "logCosh"
    case .sigmoidCrossEntropy: "sigmoidCrossEntropy"
    case .softmaxCrossEntropy: "softmaxCrossEntropy"
    case .binaryCrossEntropy: "binaryCrossEntropy"
    case .categoricalCrossEntropy: "categoricalCrossEntropy"
    case .hinge: "hinge"
    case .squaredHinge: "squaredHinge"
    case .categoricalHinge: "categoricalHinge"
    case .kullbackLeibler: "kullbackLeibler"
    case .poisson: "poisson"
    case .sigmoidFocal: "sigmoidFocal"
    case .softmaxFocal: "softmaxFocal"
    }
  }

  /// What Keras and PyTorch call them, without upper case and underscores.
  private static let synonyms = [
    "mse": "meansquarederror", "mae": "meanabsoluteerror", "crossentropy": "softmaxcrossentropy",
    "sparsecategoricalcrossentropy": "categoricalcrossentropy", "kldivergence": "kullbackleibler",
    "binaryfocalcrossentropy": "sigmoidfocal", "categoricalfocalcrossentropy": "softmaxfocal",
    "mseloss": "meansquarederror", "l1loss": "meanabsoluteerror", "huberloss": "huber",
    "crossentropyloss": "softmaxcrossentropy", "bceloss": "binarycrossentropy",
    "bcewithlogitsloss": "sigmoidcrossentropy",
  ]

  /// Names that may be meant besides those that are listed.
  static let otherNames = [
    "mse", "mae", "binary_crossentropy", "categorical_crossentropy",
    "sparse_categorical_crossentropy", "kl_divergence", "MSELoss", "L1Loss", "HuberLoss",
    "CrossEntropyLoss", "BCELoss", "BCEWithLogitsLoss",
  ]

  /// The loss of a name in our words, Keras' or PyTorch's: upper case, underscores and what stands
  /// before a point are free.
  public init?(name: String) {
    let last = name.split(separator: ".").last ?? ""
    let key = last.lowercased().filter { $0 != "_" && $0 != "-" }
    let synonyms = Self.synonyms
    let wanted = synonyms[key] ?? key
    guard let match = Self.all.first(where: { $0.name.lowercased() == wanted }) else { return nil }
    self = match
  }

  /// What the network's outputs are turned into to be read as probabilities, if they are logits.
  public var link: Activation {
    switch self {
    case .sigmoidCrossEntropy, .sigmoidFocal: .sigmoid
    case .softmaxCrossEntropy, .softmaxFocal: .softmax
    default: .linear
    }
  }

  /// Whether the targets are classes rather than numbers.
  public var isForClasses: Bool {
    switch self {
    case .meanSquaredError, .meanAbsoluteError, .huber, .logCosh, .poisson: false
    default: true
    }
  }

  /// Whether one output can stand for two classes.
  public var isBinary: Bool {
    switch self {
    case .sigmoidCrossEntropy, .binaryCrossEntropy, .hinge, .squaredHinge, .sigmoidFocal: true
    default: false
    }
  }

  /// Whether the outputs share one example's loss evenly.
  var averagesOutputs: Bool {
    switch self {
    case .meanSquaredError, .meanAbsoluteError, .huber, .logCosh, .sigmoidCrossEntropy,
      .binaryCrossEntropy, .hinge, .squaredHinge, .poisson, .sigmoidFocal:
      true
    default: false
    }
  }
}

extension Loss {
  /// The same loss of logits, for one that reads probabilities.
  public var ofLogits: Loss? {
    switch self {
    case .binaryCrossEntropy: .sigmoidCrossEntropy
    case .categoricalCrossEntropy: .softmaxCrossEntropy
    default: nil
    }
  }

  /// What has to stand at the end of a network for this loss to read its outputs, and is not part of
  /// the loss.
  public var neededEnd: Activation? {
    switch self {
    case .binaryCrossEntropy: .sigmoid
    case .categoricalCrossEntropy, .kullbackLeibler: .softmax
    case .poisson: .softplus
    default: nil
    }
  }
}
