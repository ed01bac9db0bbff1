/// Whoever takes the rows of a run, one by one.
public protocol StepRecorder {
  /// - Parameters:
  ///   - point: the parameters after `step` steps; step 0 is the start.
  ///   - slots: what the optimizer remembers there, slot after slot.
  mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) throws
}

/// The numbers of one row of a trajectory.
public struct StepRecord: Sendable, Hashable {
  public var step: Int
  /// f at this point, not at the one before.
  public var loss: Double
  /// ‖∇f‖ at this point.
  public var gradientNorm: Double
  /// ‖Δ‖ of the step that led here; 0 at the start.
  public var stepLength: Double
  /// Calls of the objective that the optimizer has made to get here; in a race with batches, the
  /// gradients of single examples.
  public var evaluations: Int
  /// The learning rate of the step that leads on from here.
  public var learningRate: Double

  public init(
    step: Int, loss: Double, gradientNorm: Double, stepLength: Double, evaluations: Int,
    learningRate: Double = 0
  ) {
    self.step = step
    self.loss = loss
    self.gradientNorm = gradientNorm
    self.stepLength = stepLength
    self.evaluations = evaluations
    self.learningRate = learningRate
  }
}
