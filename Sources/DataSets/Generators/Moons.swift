public import ReproducibleMath

/// Two half circles that reach into each other.
public struct Moons: Generator {
  public static let name = "moons"
  public static let summary = "two half circles that reach into each other"
  public var count = 300
  public var noise = 0.15

  public init() {}

  public func points(_ random: inout RandomStream) -> GeneratedPoints {
    var plane: [(x: Double, y: Double, label: Int)] = []
    for index in 0..<count {
      let angle = Double.pi * random.uniform()
      let x = BlockFunction.cos(angle), y = BlockFunction.sin(angle)
      let label = index & 1
      plane.append(
        (
          (label == 0 ? x : 1 - x) + noise * random.normal(),
          (label == 0 ? y : 0.5 - y) + noise * random.normal(), label
        ))
    }
    return GeneratedPoints(plane: plane, classes: 2)
  }
}
