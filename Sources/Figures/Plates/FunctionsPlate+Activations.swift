public import Networks
public import Scenes

extension FunctionsPlate {
  /// Activations as layers compute them.
  public init(
    activations: [Activation], theme: Theme.Name = .light, language: Language = .english
  ) {
    // An odd number of points has one at the kink.
    let x = (0...480).map { -5 + Double($0) / 48 }
    self.init(
      title: .activationsTitle, lesson: .activationsLesson, remark: .fadingRemark,
      curves: activations.map { activation in
        let (values, slopes) = activation.curve(at: x)
        return Curve(
          name: activation.name, title: Words.activationName(activation, language),
          formula: RichText(markup: activation.formula), variable: "z", x: x,
          values: values, slopes: slopes)
      }, theme: theme, language: language)
  }
}

extension Activation {
  var formula: String {
    switch self {
    case .linear: "z"
    case .relu: "max(0, z)"
    case .leakyReLU(let slope): "max(\(slope) z, z)"
    case .elu: "z, or e^{z} − 1 below 0"
    case .selu: "1.05 z, or 1.76 (e^{z} − 1)"
    case .gelu: "z Φ(z)"
    case .geluTanh: "≈ z Φ(z), by tanh"
    case .silu: "z σ(z)"
    case .mish: "z tanh ln(1 + e^{z})"
    case .sigmoid: "1 / (1 + e^{−z})"
    case .tanh: "tanh z"
    case .softplus: "ln(1 + e^{z})"
    case .softsign: "z / (1 + |z|)"
    case .softmax: "e^{z} / (e^{z} + e^{0})"
    case .relu6: "min(max(0, z), 6)"
    case .hardSigmoid: "min(max(z + 3, 0), 6) / 6"
    case .hardTanh: "min(max(z, −1), 1)"
    case .hardSiLU: "z · hardSigmoid(z)"
    case .hardShrink(let threshold): "z where |z| > \(threshold)"
    case .heaviside: "1 for z ≥ 0, else 0"
    }
  }
}
