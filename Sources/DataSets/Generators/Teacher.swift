public import ReproducibleMath

/// Targets from a random network with one hidden layer, for a student of the same shape to find.
///
///     y = Σⱼ aⱼ tanh(wⱼ·x + bⱼ) + noise,  x ~ N(0, 1),  w ~ N(0, 4/d),  b ~ N(0, 1),  a ~ N(0, 1/h)
public struct Teacher: Generator {
  public static let name = "teacher"
  public static let summary = "numbers from a random network, for another one to find"
  public static let ownParameters = ["features", "hidden"]
  public var count = 500
  public var noise = 0.05
  public var features = 4
  public var hidden = 8

  public init() {}

  public mutating func set(_ parameter: String, to value: Double) -> Bool {
    switch parameter {
    case "features": features = max(Int(value), 1)
    case "hidden": hidden = max(Int(value), 1)
    default: return false
    }
    return true
  }

  public func points(_ random: inout RandomStream) -> GeneratedPoints {
    let spread = 2 / Double.root(Double(features))
    let weights = (0..<hidden * features).map { _ in spread * random.normal() }
    let biases = (0..<hidden).map { _ in random.normal() }
    let outputs = (0..<hidden).map { _ in random.normal() / Double.root(Double(hidden)) }
    var inputs: [Double] = []
    var targets: [Double] = []
    for _ in 0..<count {
      let input = (0..<features).map { _ in random.normal() }
      var target = noise * random.normal()
      for unit in 0..<hidden {
        var sum = biases[unit]
        for feature in 0..<features { sum += weights[unit * features + feature] * input[feature] }
        target += outputs[unit] * BlockFunction.tanh(sum)
      }
      inputs += input
      targets.append(target)
    }
    return GeneratedPoints(
      featureNames: (0..<features).map { "x\($0)" }, features: inputs,
      targets: .numbers(targets, names: ["y"]))
  }
}
