public import ReproducibleMath

/// Points drawn at random from a rule, to see what a network can learn.
public protocol Generator: Sendable, Hashable {
  static var name: String { get }
  /// What it draws, in a few words.
  static var summary: String { get }
  var count: Int { get set }
  /// The standard deviation of what is added to each point, or to each target.
  var noise: Double { get set }
  init()
  /// Sets a parameter of its own by name; false if there is none of that name.
  mutating func set(_ parameter: String, to value: Double) -> Bool
  static var ownParameters: [String] { get }
  func points(_ random: inout RandomStream) -> GeneratedPoints
}

/// What a generator draws: features row by row, and their targets.
public struct GeneratedPoints: Sendable, Hashable {
  public var featureNames: [String]
  public var features: [Double] = []
  public var targets: Targets<Double>

  public init(featureNames: [String], features: [Double], targets: Targets<Double>) {
    self.featureNames = featureNames
    self.features = features
    self.targets = targets
  }

  /// Points of the plane, in classes named by letters.
  init(plane: [(x: Double, y: Double, label: Int)], classes: Int) {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    self.init(
      featureNames: ["x", "y"], features: plane.flatMap { [$0.x, $0.y] },
      targets: .classes(
        labels: plane.map { Int32($0.label) },
        names: (0..<classes).map { $0 < 26 ? String(letters[$0]) : "class \($0)" }))
  }
}

extension Generator {
  public mutating func set(_ parameter: String, to value: Double) -> Bool { false }
  public static var ownParameters: [String] { [] }
  public static var parameters: [String] { ["count", "noise"] + ownParameters }

  public func dataSet<Number: Real>(
    seed: UInt64 = 0, as type: Number.Type = Number.self
  ) -> DataSet<Number> {
    var random = RandomPurpose.data.stream(seed: seed)
    let points = points(&random)
    let targets: Targets<Number> =
      switch points.targets {
      case .classes(let labels, let names): .classes(labels: labels, names: names)
      case .numbers(let numbers, let names): .numbers(numbers.map { Number($0) }, names: names)
      }
    return DataSet(
      name: Self.name, featureNames: points.featureNames,
      features: points.features.map { Number($0) }, targets: targets)
  }
}
