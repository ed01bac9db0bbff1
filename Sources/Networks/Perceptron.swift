public import DataSets
public import ReproducibleMath

/// The first machine that learned: a weighted sum, a step, and a correction after each mistake.
///
///     y = H(w·x + b),  w ← w + η (t − y) x,  b ← b + η (t − y)
///
/// F. Rosenblatt, "The perceptron", Psychological Review 65 (1958). More than two classes have a
/// weighted sum each, of which the largest wins; after a mistake the right class gains η x, and the
/// one that won loses it. R. Duda and P. Hart, "Pattern Classification and Scene Analysis", 1973.
public struct Perceptron: Sendable, Hashable, Codable {
  public let inputs: Int
  public let classes: Int
  /// Unit by unit; two classes share one unit.
  public private(set) var weights: [Double]
  /// One a unit.
  public private(set) var biases: [Double]
  public var learningRate: Double

  public init(inputs: Int, classes: Int = 2, learningRate: Double = 1) {
    precondition(inputs > 0 && classes > 1)
    self.inputs = inputs
    self.classes = classes
    let units = classes == 2 ? 1 : classes
    weights = Array(repeating: 0, count: units * inputs)
    biases = Array(repeating: 0, count: units)
    self.learningRate = learningRate
  }

  public var units: Int { biases.count }

  /// The weighted sum of a unit.
  public func sum(_ unit: Int, for features: some Sequence<Double>) -> Double {
    var sum = biases[unit]
    for (index, feature) in features.enumerated() {
      sum += weights[unit * inputs + index] * feature
    }
    return sum
  }

  /// Of two classes the second where the sum is not negative; of more the first with the largest.
  public func output(for features: some Sequence<Double>) -> Int {
    guard units > 1 else { return sum(0, for: features) >= 0 ? 1 : 0 }
    var best = 0
    var largest = sum(0, for: features)
    for unit in 1..<units {
      let sum = sum(unit, for: features)
      if sum > largest { (best, largest) = (unit, sum) }
    }
    return best
  }

  /// Learns from one example; returns whether it had been mistaken.
  public mutating func learn(_ features: some Collection<Double>, target: Int) -> Bool {
    let output = output(for: features)
    guard output != target else { return false }
    if units == 1 {
      correct(0, by: Double(target - output), features)
    } else {
      correct(target, by: 1, features)
      correct(output, by: -1, features)
    }
    return true
  }

  private mutating func correct(_ unit: Int, by sign: Double, _ features: some Sequence<Double>) {
    for (index, feature) in features.enumerated() {
      weights[unit * inputs + index] += learningRate * sign * feature
    }
    biases[unit] += learningRate * sign
  }

  /// What a pass over the examples did.
  public struct Epoch: Sendable, Hashable, Codable {
    public var mistakes: Int
    /// At its end.
    public var weights: [Double]
    public var biases: [Double]
  }

  /// Learns from the examples at `rows` in their order, pass after pass, up to `epochs`.
  ///
  /// It ends before with a pass that makes no mistake. Such a pass comes if and only if planes part the
  /// classes. A. Novikoff, "On convergence proofs on perceptrons", 1962.
  public mutating func fit(_ dataSet: DataSet<Double>, rows: [Int], epochs: Int) -> [Epoch] {
    guard case .classes(let labels, let names) = dataSet.targets, names.count == classes,
      dataSet.featureCount == inputs
    else { preconditionFailure("a perceptron is made for its features and classes") }
    var history: [Epoch] = []
    for _ in 0..<epochs {
      var mistakes = 0
      for index in rows where learn(dataSet.row(index), target: Int(labels[index])) {
        mistakes += 1
      }
      history.append(Epoch(mistakes: mistakes, weights: weights, biases: biases))
      if mistakes == 0 { break }
    }
    return history
  }

  /// No plane parts the two classes by more than this, once the rule has made so many corrections from
  /// weights of zero: each of them would have brought the weights nearer to the plane's normal.
  ///
  /// With a margin γ, n corrections make the weights at least η n γ / √(1 + R²) long, R being how far
  /// the farthest example is from the origin.
  public func largestMargin(corrections: Int, radius: Double) -> Double {
    var squares = 0.0
    for number in weights + biases { squares += number * number }
    return Double.root(squares * (1 + radius * radius))
      / (learningRate * Double(max(corrections, 1)))
  }
}
