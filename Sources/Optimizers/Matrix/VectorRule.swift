import ReproducibleMath

/// AdamW for the vectors of a rule that is made for matrices.
public struct VectorRule: Sendable, Hashable {
  /// The learning rate over that of the matrices.
  public var rate = 1.0
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var decay = 0.0
  public var correction = BiasCorrection.beforeEpsilon
  public var nesterov = false

  /// - Parameter powers: β₁ᵗ and β₂ᵗ.
  func step<Number: Real>(
    _ parameters: inout Matrix<Number>, _ gradient: Matrix<Number>,
    _ mean: inout Matrix<Number>, _ variance: inout Matrix<Number>, rate outer: Double,
    powers: (Double, Double)
  ) {
    let own = outer * rate
    let (meanRate, deviation) = correction.scales(
      own, meanBias: 1 - powers.0, varianceBias: 1 - powers.1, epsilon: epsilon)
    let keep = Number(1 - own * decay)
    for index in gradient.values.indices {
      let slope = gradient.values[index]
      mean.values[index] += Number(1 - beta1) * (slope - mean.values[index])
      variance.values[index] =
        variance.values[index] * Number(beta2) + Number(1 - beta2) * slope * slope
      var change = Number(meanRate) * mean.values[index]
      if nesterov {
        // The mean of the next step, should its gradient be this one.
        change =
          Number(own * beta1 / (1 - powers.0 * beta1)) * mean.values[index]
          + Number(own * (1 - beta1) / (1 - powers.0)) * slope
      }
      parameters.values[index] =
        keep * parameters.values[index] - change / deviation(variance.values[index])
    }
  }
}
