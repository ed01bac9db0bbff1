public import Networks
public import Scenes

extension FunctionsPlate {
  /// Losses as batches are measured: of numbers by their error, of classes by the logit of the true
  /// class, or its probability.
  ///
  /// - Parameter squaresSigmoid: adds the square error of a sigmoid, which fades where it is wrong.
  public init(
    losses: [Loss], squaresSigmoid: Bool = false, theme: Theme.Name = .light,
    language: Language = .english
  ) {
    var curves = losses.map { Self.curve($0, language) }
    if squaresSigmoid { curves.append(Self.squaredSigmoid(language)) }
    self.init(
      title: .lossesTitle, lesson: .lossesLesson, remark: .fadingRemark, letters: .lossVariables,
      curves: curves,
      theme: theme, language: language)
  }

  private static func curve(_ loss: Loss, _ language: Language) -> Curve {
    let (range, target, variable): (ClosedRange<Double>, Double, Words) =
      switch loss {
      case .meanSquaredError, .meanAbsoluteError, .huber, .logCosh: (-3...3, 0, .errorVariable)
      case .binaryCrossEntropy, .categoricalCrossEntropy, .kullbackLeibler:
        (0.02...0.98, 1, .probabilityVariable)
      case .poisson: (0.05...4, 1, .rateVariable)
      default: (-4...4, 1, .logitVariable)
      }
    let x = (0...400).map {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / 400
    }
    let (values, slopes) = loss.curve(at: x, target: target)
    return Curve(
      name: loss.name, title: Words.heading(Words.loss(loss, language)),
      formula: RichText(markup: loss.formula(language)), variable: variable,
      x: x, values: values, slopes: slopes)
  }

  /// (σ(z) − 1)² by the chain rule.
  private static func squaredSigmoid(_ language: Language) -> Curve {
    let x = (0...400).map { -4 + 8 * Double($0) / 400 }
    let outer = Activation.sigmoid.curve(at: x)
    let loss = Loss.meanSquaredError.curve(at: outer.values, target: 1)
    return Curve(
      name: "squared sigmoid", title: Words.heading(Words.squaredSigmoid(language)),
      formula: RichText(markup: "(σ(z) − 1)^{2}"),
      variable: .logitVariable, x: x, values: loss.values,
      slopes: zip(loss.slopes, outer.slopes).map { $0 * $1 })
  }
}

extension Loss {
  func formula(_ language: Language) -> String {
    let gap = language.pointSeparator
    switch self {
    case .meanSquaredError: return "e^{2}"
    case .meanAbsoluteError: return "|e|"
    case .huber: return "e^{2}/2" + Words.orElse(language) + "|e| − 1/2"
    case .logCosh: return "ln cosh e"
    case .sigmoidCrossEntropy, .softmaxCrossEntropy: return "ln(1 + e^{−z})"
    case .binaryCrossEntropy, .categoricalCrossEntropy, .kullbackLeibler: return "−ln p"
    case .hinge: return "max(0\(gap)1 − z)"
    case .squaredHinge: return "max(0\(gap)1 − z)^{2}"
    case .categoricalHinge: return "max(0\(gap)1 − z)"
    case .poisson: return "o − t ln o"
    case .sigmoidFocal, .softmaxFocal: return "−(1 − p)^{2} ln p"
    }
  }
}
