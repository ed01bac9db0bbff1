import ReproducibleMath

extension WeightDecay {
  /// What a rule that is not coordinate-wise does about decay before its step.
  func apply<Number: Real>(
    to parameters: inout MutableSpan<Number>, gradient: inout [Number], rate: Double
  ) {
    if case .l2(let strength) = self {
      for index in gradient.indices { gradient[index] += Number(strength) * parameters[index] }
    }
    let factor = Number(shrinkage(rate))
    guard factor != 1 else { return }
    for index in gradient.indices { parameters[index] *= factor }
  }

  /// What is left to do after the step.
  func finish<Number: Real>(_ parameters: inout MutableSpan<Number>, rate: Double) {
    guard case .proximal(let strength) = self else { return }
    let divisor = Number(1 + rate * strength)
    for index in parameters.indices { parameters[index] /= divisor }
  }
}
