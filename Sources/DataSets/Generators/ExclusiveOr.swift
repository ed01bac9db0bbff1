public import ReproducibleMath

/// Four clouds at (±1, ±1); opposite corners are of one class, so no straight line parts them.
public struct ExclusiveOr: Generator {
  public static let name = "xor"
  public static let summary = "four clouds, opposite corners of one class"
  public var count = 200
  public var noise = 0.25

  public init() {}

  public func points(_ random: inout RandomStream) -> GeneratedPoints {
    var plane: [(x: Double, y: Double, label: Int)] = []
    for index in 0..<count {
      let right = index & 1, up = index >> 1 & 1
      plane.append(
        (
          Double(2 * right - 1) + noise * random.normal(),
          Double(2 * up - 1) + noise * random.normal(), right ^ up
        ))
    }
    return GeneratedPoints(plane: plane, classes: 2)
  }
}
