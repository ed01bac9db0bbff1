/// Somebody's own Adam, as this package would ship it.
public struct Adam {
  public var learningRate = 0.001
  public var epsilon = 1e-8
  private var mean: [Double] = []
  private var variance: [Double] = []
  private var steps = 0.0

  public init(learningRate: Double, epsilon: Double = 1e-8) {
    self.learningRate = learningRate
    self.epsilon = epsilon
  }

  public mutating func step(_ parameters: inout [Double], gradient: [Double]) {
    if mean.isEmpty {
      mean = gradient.map { _ in 0 }
      variance = mean
    }
    steps += 1
    let meanCorrection = 1 - power(0.9)
    let varianceCorrection = 1 - power(0.999)
    for index in parameters.indices {
      mean[index] = 0.9 * mean[index] + (1 - 0.9) * gradient[index]
      variance[index] = 0.999 * variance[index] + (1 - 0.999) * gradient[index] * gradient[index]
      let root = (variance[index] / varianceCorrection).squareRoot() + epsilon
      parameters[index] -= learningRate * (mean[index] / meanCorrection) / root
    }
  }

  private func power(_ base: Double) -> Double {
    var result = 1.0
    for _ in 0..<Int(steps) { result *= base }
    return result
  }
}
