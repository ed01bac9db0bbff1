/// Why a training run cannot start or go on.
public struct TrainingError: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
