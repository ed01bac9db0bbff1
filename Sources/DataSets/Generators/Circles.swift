public import ReproducibleMath

/// A circle within another.
public struct Circles: Generator {
  public static let name = "circles"
  public static let summary = "a circle within another"
  public static let ownParameters = ["factor"]
  public var count = 300
  public var noise = 0.08
  /// The radius of the inner circle; the outer one's is 1.
  public var factor = 0.5

  public init() {}

  public mutating func set(_ parameter: String, to value: Double) -> Bool {
    guard parameter == "factor" else { return false }
    factor = value
    return true
  }

  public func points(_ random: inout RandomStream) -> GeneratedPoints {
    var plane: [(x: Double, y: Double, label: Int)] = []
    for index in 0..<count {
      let angle = 2 * Double.pi * random.uniform()
      let label = index & 1
      let radius = label == 0 ? 1 : factor
      plane.append(
        (
          radius * BlockFunction.cos(angle) + noise * random.normal(),
          radius * BlockFunction.sin(angle) + noise * random.normal(), label
        ))
    }
    return GeneratedPoints(plane: plane, classes: 2)
  }
}
