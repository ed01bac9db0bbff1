/// A path that another library took, as its file holds it.
public struct ReferencePath: Sendable, Codable, Hashable {
  /// The line that a user would paste from a training script.
  public let spec: String
  /// The catalogue's name of the surface.
  public let surface: String
  public let start: [Double]
  /// The parameters after 0, 1, 2, … steps.
  public let points: [[Double]]

  public init(spec: String, surface: String, start: [Double], points: [[Double]]) {
    self.spec = spec
    self.surface = surface
    self.start = start
    self.points = points
  }

  public var steps: Int { points.count - 1 }
}

/// The paths of one optimizer of one library.
public struct ReferenceFile: Sendable, Codable, Hashable {
  public let library: String
  public let version: String
  public let optimizer: String
  public let cases: [ReferencePath]
}
