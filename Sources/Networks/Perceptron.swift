public import DataSets
public import ReproducibleMath

/// The first machine that learned: a weighted sum, a step, and a correction after each mistake.
///
///     y = H(w·x + b),  w ← w + η (t − y) x,  b ← b + η (t − y)
///
/// F. Rosenblatt, "The perceptron", Psychological Review 65 (1958).
public struct Perceptron: Sendable, Hashable, Codable {
  public var weights: [Double]
  public var bias: Double
  public var learningRate: Double

  public init(inputs: Int, learningRate: Double = 1) {
    weights = Array(repeating: 0, count: inputs)
    bias = 0
    self.learningRate = learningRate
  }

  /// 1 where the weighted sum is not negative, else 0.
  public func output(for features: some Sequence<Double>) -> Int {
    var sum = bias
    for (weight, feature) in zip(weights, features) { sum += weight * feature }
    return sum >= 0 ? 1 : 0
  }

  /// Learns from one example; returns whether it had been mistaken.
  public mutating func learn(_ features: some Collection<Double>, target: Int) -> Bool {
    let error = Double(target - output(for: features))
    guard error != 0 else { return false }
    for (index, feature) in features.enumerated() {
      weights[index] += learningRate * error * feature
    }
    bias += learningRate * error
    return true
  }

  /// What a pass over the examples did.
  public struct Epoch: Sendable, Hashable, Codable {
    public var mistakes: Int
    public var weights: [Double]
    public var bias: Double
  }

  /// Learns from the examples of two classes in their order, pass after pass, up to `epochs`.
  ///
  /// It ends before with a pass that makes no mistake. Such a pass comes if and only if a hyperplane parts the classes.
  public mutating func fit(_ dataSet: DataSet<Double>, epochs: Int) -> [Epoch] {
    guard case .classes(let labels, let names) = dataSet.targets, names.count == 2 else {
      preconditionFailure("a perceptron tells two classes apart")
    }
    var history: [Epoch] = []
    for _ in 0..<epochs {
      var mistakes = 0
      for index in 0..<dataSet.count
      where learn(dataSet.row(index), target: Int(labels[index])) { mistakes += 1 }
      history.append(Epoch(mistakes: mistakes, weights: weights, bias: bias))
      if mistakes == 0 { break }
    }
    return history
  }
}
