/// How a run ended; divergence is a result to draw, not an error.
public enum Outcome: Sendable, Hashable {
  /// All steps of the budget were taken.
  case finished
  /// f − f* fell to the target at this step.
  case reachedTarget(step: Int)
  /// The run left a domain at whose edge runs end, with this step.
  case left(step: Int)
  /// The loss or a parameter stopped being a finite number at this step.
  case diverged(step: Int)

  public var isDiverged: Bool { if case .diverged = self { true } else { false } }
}

extension Outcome: CustomStringConvertible {
  public var description: String {
    switch self {
    case .finished: "finished"
    case .reachedTarget(let step): "target at \(step)"
    case .left(let step): "left the domain at \(step)"
    case .diverged(let step): "diverged at \(step)"
    }
  }
}
