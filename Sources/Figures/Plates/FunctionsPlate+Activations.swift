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
          name: activation.name, title: Words.heading(Words.activation(activation, language)),
          formula: RichText(markup: activation.formula(language)), variable: .letterZ, x: x,
          values: values, slopes: slopes)
      }, theme: theme, language: language)
  }
}

extension Activation {
  func formula(_ language: Language) -> String {
    let (gap, numbers) = (language.pointSeparator, language.numbers)
    switch self {
    case .linear: return "z"
    case .relu: return "max(0\(gap)z)"
    case .leakyReLU(let slope): return "max(\(numbers.short(slope)) z\(gap)z)"
    case .elu: return "z" + Words.orElse(language) + Words.belowZero(language, "e^{z} − 1")
    case .selu:
      return numbers.short(1.05) + " z" + Words.orElse(language) + numbers.short(1.76)
        + " (e^{z} − 1)"
    case .gelu: return "z Φ(z)"
    case .geluTanh: return Words.by(language, "z Φ(z)")
    case .silu: return "z σ(z)"
    case .mish: return "z tanh ln(1 + e^{z})"
    case .sigmoid: return "1 / (1 + e^{−z})"
    case .tanh: return "tanh z"
    case .softplus: return "ln(1 + e^{z})"
    case .softsign: return "z / (1 + |z|)"
    case .softmax: return "e^{z} / (e^{z} + e^{0})"
    case .relu6: return "min(max(0\(gap)z)\(gap)6)"
    case .hardSigmoid: return "min(max(z + 3\(gap)0)\(gap)6) / 6"
    case .hardTanh: return "min(max(z\(gap)−1)\(gap)1)"
    case .hardSiLU: return "z min(max(z + 3\(gap)0)\(gap)6) / 6"
    case .hardShrink(let threshold): return Words.whereAbove(language, numbers.short(threshold))
    case .heaviside: return Words.stepFormula(language)
    }
  }
}
