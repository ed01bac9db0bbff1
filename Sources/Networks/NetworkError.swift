/// Why a network cannot be built as described.
public struct NetworkError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The layer at fault, counted from 1; nil if the network as a whole is.
  public var layer: Int?
  public var problem: String

  public init(layer: Int? = nil, _ problem: String) {
    self.layer = layer
    self.problem = problem
  }

  public var description: String {
    layer.map { "layer \($0): \(problem)" } ?? problem
  }
}
