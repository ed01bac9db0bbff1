public import ReproducibleMath

/// Arms that wind around each other from the centre outwards.
public struct Spirals: Generator {
  public static let name = "spirals"
  public static let summary = "arms that wind around each other"
  public static let ownParameters = ["arms", "turns"]
  public var count = 300
  public var noise = 0.05
  public var arms = 2
  public var turns = 1.25

  public init() {}

  public mutating func set(_ parameter: String, to value: Double) -> Bool {
    switch parameter {
    case "arms": arms = max(Int(value), 1)
    case "turns": turns = value
    default: return false
    }
    return true
  }

  public func points(_ random: inout RandomStream) -> GeneratedPoints {
    var plane: [(x: Double, y: Double, label: Int)] = []
    for index in 0..<count {
      let label = index % arms
      // The root spreads the points evenly along the arm.
      let radius = Double.root(random.uniform())
      let angle = 2 * Double.pi * (turns * radius + Double(label) / Double(arms))
      plane.append(
        (
          radius * BlockFunction.cos(angle) + noise * random.normal(),
          radius * BlockFunction.sin(angle) + noise * random.normal(), label
        ))
    }
    return GeneratedPoints(plane: plane, classes: arms)
  }
}
