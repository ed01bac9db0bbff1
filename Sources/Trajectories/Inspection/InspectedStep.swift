/// What one step of an optimizer looked at, remembered and did, number by number.
public struct InspectedStep: Sendable, Hashable {
  /// Counts from 1.
  public let step: Int
  /// The learning rate of this step.
  public let rate: Double
  public let before: [Double]
  public let after: [Double]
  /// f before the step and after it.
  public let loss: Double
  public let lossAfter: Double
  /// Where the objective was asked, in order; a line search asks more than once.
  public let probes: [[Double]]
  /// The gradient that the step began with.
  public let gradient: [Double]
  /// Where that gradient was taken: before the step, or at a look-ahead.
  public let gradientPoint: [Double]
  public let memory: [Memory]
  /// Numbers that are one a run, after the step.
  public let scalars: [Scalar]

  /// One named memory of the rule, a number a parameter.
  public struct Memory: Sendable, Hashable {
    public let name: String
    public let before: [Double]
    public let after: [Double]
  }

  public struct Scalar: Sendable, Hashable {
    public let name: String
    public let value: Double
  }

  /// The step taken.
  public var move: [Double] { zip(after, before).map { $0 - $1 } }

  public func memory(_ name: String) -> Memory? { memory.first { $0.name == name } }

  public func scalar(_ name: String) -> Double? { scalars.first { $0.name == name }?.value }
}
