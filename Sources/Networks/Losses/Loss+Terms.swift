import ReproducibleMath

/// What one output adds to a loss, and its first two derivatives.
struct LossTerm<Number: NetworkNumber> {
  var value: Number
  var slope: Number
  var curvature: Number

  @inline(__always)
  init(_ value: Number, _ slope: Number, _ curvature: Number) {
    self.value = value
    self.slope = slope
    self.curvature = curvature
  }
}

extension Loss {
  /// Probabilities are kept this far from 0 and 1, as Keras does.
  private static var margin: Double { 1e-7 }

  /// The term of one output; only for losses whose outputs do not depend on each other.
  @inline(__always)
  func term<Number: NetworkNumber>(_ output: Number, _ target: Number) -> LossTerm<Number> {
    let error = output - target
    switch self {
    case .meanSquaredError: return LossTerm(error * error, 2 * error, 2)
    case .meanAbsoluteError: return LossTerm(abs(error), error.signum, 0)
    case .huber(let delta):
      let delta = Number(delta)
      return abs(error) <= delta
        ? LossTerm(0.5 * error * error, error, 1)
        : LossTerm(delta * (abs(error) - 0.5 * delta), delta * error.signum, 0)
    case .logCosh:
      let decay = Number.apply(.exp, -2 * abs(error))
      let tanh = error.signum * (1 - decay) / (1 + decay)
      let value = abs(error) + Number.apply(.log1p, decay) - Number(0.693_147_180_559_945_3)
      return LossTerm(value, tanh, 1 - tanh * tanh)
    case .sigmoidCrossEntropy: return Self.logisticTerm(output, target)
    case .binaryCrossEntropy: return Self.binaryTerm(output, target)
    case .categoricalCrossEntropy: return Self.surprise(output, target)
    case .kullbackLeibler:
      let target = min(max(target, Number(Self.margin)), 1)
      var term = Self.surprise(output, target)
      term.value += target * Number.apply(.log, target)
      return term
    case .poisson:
      let rate = output + Number(Self.margin)
      return LossTerm(
        output - target * Number.apply(.log, rate), 1 - target / rate, target / (rate * rate))
    case .hinge:
      let sign = 2 * target - 1
      let gap = 1 - sign * output
      return gap > 0 ? LossTerm(gap, -sign, 0) : LossTerm(0, 0, 0)
    case .squaredHinge:
      let sign = 2 * target - 1
      let gap = 1 - sign * output
      return gap > 0
        ? LossTerm(gap * gap, -2 * sign * gap, 2 * sign * sign) : LossTerm(0, 0, 0)
    case .sigmoidFocal(let gamma, let alpha):
      return Self.focalTerm(output, target, Number(gamma), alpha.map { Number($0) })
    case .softmaxCrossEntropy, .softmaxFocal, .categoricalHinge:
      preconditionFailure("the outputs of \(name) depend on each other")
    }
  }

  /// max(o, 0) − o t + ln(1 + e^(−|o|)).
  private static func logisticTerm<Number: NetworkNumber>(
    _ output: Number, _ target: Number
  ) -> LossTerm<Number> {
    let decay = Number.apply(.exp, -abs(output))
    let (sigmoid, slope) = Activation.logistic(output, decay)
    let value = max(output, 0) - output * target + Number.apply(.log1p, decay)
    return LossTerm(value, sigmoid - target, slope)
  }

  private static func binaryTerm<Number: NetworkNumber>(
    _ output: Number, _ target: Number
  ) -> LossTerm<Number> {
    let margin = Number(Self.margin)
    let p = min(max(output, margin), 1 - margin), q = 1 - p
    let value = -target * Number.apply(.log, p) - (1 - target) * Number.apply(.log, q)
    guard p == output else { return LossTerm(value, 0, 0) }
    return LossTerm(
      value, (1 - target) / q - target / p, target / (p * p) + (1 - target) / (q * q))
  }

  /// −t ln o.
  private static func surprise<Number: NetworkNumber>(
    _ output: Number, _ target: Number
  ) -> LossTerm<Number> {
    let margin = Number(Self.margin)
    let p = min(max(output, margin), 1)
    let value = -target * Number.apply(.log, p)
    guard p == output else { return LossTerm(value, 0, 0) }
    return LossTerm(value, -target / p, target / (p * p))
  }

  /// With z the logit of the right answer, p = σ(z) and q = 1 − p: −α q^γ ln p.
  private static func focalTerm<Number: NetworkNumber>(
    _ output: Number, _ target: Number, _ gamma: Number, _ alpha: Number?
  ) -> LossTerm<Number> {
    let isPositive = target >= 0.5
    let z = isPositive ? output : -output
    let weight = alpha.map { isPositive ? $0 : 1 - $0 } ?? 1
    let decay = Number.apply(.exp, -abs(z))
    let p = Activation.logistic(z, decay).sigmoid
    let q = Activation.logistic(-z, decay).sigmoid
    let surprise = max(-z, 0) + Number.apply(.log1p, decay)
    let focus = Number.power(q, gamma)
    let slope = focus * (-gamma * p * surprise - q)
    let curvature =
      focus * (-gamma * p * (q - gamma * p) * surprise + (2 * gamma + 1) * p * q)
    return LossTerm(
      weight * focus * surprise, weight * (isPositive ? slope : -slope), weight * curvature)
  }
}
