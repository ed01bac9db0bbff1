/// What a unit makes of its weighted sum.
public enum Activation: Sendable, Hashable, Codable {
  case linear
  case relu
  /// z for z > 0, else slope · z.
  case leakyReLU(slope: Double = 0.01)
  /// z for z > 0, else alpha (eᶻ − 1). D.-A. Clevert et al., ICLR 2016.
  case elu(alpha: Double = 1)
  /// ELU scaled to keep mean 0 and variance 1. G. Klambauer et al., NeurIPS 2017.
  case selu
  /// z Φ(z). D. Hendrycks and K. Gimpel, 2016.
  case gelu
  /// GELU's approximation with a tanh, as in GPT-2.
  case geluTanh
  /// z σ(z), also called swish.
  case silu
  /// z tanh(ln(1 + eᶻ)). D. Misra, 2019.
  case mish
  case sigmoid
  case tanh
  /// ln(1 + eᶻ).
  case softplus
  /// z / (1 + |z|).
  case softsign
  /// eᶻ normalised over the layer.
  case softmax
  /// min(max(z, 0), 6).
  case relu6
  /// min(max(z + 3, 0), 6) / 6.
  case hardSigmoid
  /// min(max(z, −1), 1).
  case hardTanh
  /// z hardSigmoid(z).
  case hardSiLU
  /// z where |z| > threshold, else 0.
  case hardShrink(threshold: Double = 0.5)
  /// 1 for z ≥ 0, else 0; its slope is 0, so only the perceptron's own rule can learn with it.
  case heaviside

  /// Every activation with its usual parameters, in the order of declaration.
  public static let all: [Activation] = [
    .linear, .relu, .leakyReLU(), .elu(), .selu, .gelu, .geluTanh, .silu, .mish, .sigmoid, .tanh,
    .softplus, .softsign, .softmax, .relu6, .hardSigmoid, .hardTanh, .hardSiLU, .hardShrink(),
    .heaviside,
  ]

  /// The name that the command line and pictures use.
  public var name: String {
    switch self {
    case .linear: "linear"
    case .relu: "relu"
    case .leakyReLU: "leakyReLU"
    case .elu: "elu"
    case .selu: "selu"
    case .gelu: "gelu"
    case .geluTanh: "geluTanh"
    case .silu: "silu"
    case .mish: "mish"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .softplus: "softplus"
    case .softsign: "softsign"
    case .softmax: "softmax"
    case .relu6: "relu6"
    case .hardSigmoid: "hardSigmoid"
    case .hardTanh: "hardTanh"
    case .hardSiLU: "hardSiLU"
    case .hardShrink: "hardShrink"
    case .heaviside: "heaviside"
    }
  }

  /// The activation of a name in our words, Keras' or PyTorch's: upper case and underscores are free.
  public init?(name: String) {
    let key = name.lowercased().filter { $0 != "_" && $0 != "-" }
    let synonyms = [
      "swish": "silu", "identity": "linear", "hardswish": "hardsilu", "none": "linear",
    ]
    let wanted = synonyms[key] ?? key
    guard let match = Self.all.first(where: { $0.name.lowercased() == wanted }) else { return nil }
    self = match
  }
}
