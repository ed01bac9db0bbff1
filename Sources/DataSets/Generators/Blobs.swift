public import ReproducibleMath

/// Normal clouds around centres that are drawn uniformly from [−1, 1]ᵈ.
public struct Blobs: Generator {
  public static let name = "blobs"
  public static let summary = "normal clouds around random centres"
  public static let ownParameters = ["classes", "features"]
  public var count = 300
  public var noise = 0.2
  public var classes = 3
  public var features = 2

  public init() {}

  public mutating func set(_ parameter: String, to value: Double) -> Bool {
    switch parameter {
    case "classes": classes = max(Int(value), 1)
    case "features": features = max(Int(value), 1)
    default: return false
    }
    return true
  }

  public func points(_ random: inout RandomStream) -> GeneratedPoints {
    let centres = (0..<classes * features).map { _ in 2 * random.uniform() - 1 }
    let labels = (0..<count).map { $0 % classes }
    let values = labels.flatMap { label in
      (0..<features).map { centres[label * features + $0] + noise * random.normal() }
    }
    return GeneratedPoints(
      featureNames: features == 2 ? ["x", "y"] : (0..<features).map { "x\($0)" },
      features: values,
      targets: .classes(
        labels: labels.map { Int32($0) }, names: (0..<classes).map { "blob \($0 + 1)" }))
  }
}
