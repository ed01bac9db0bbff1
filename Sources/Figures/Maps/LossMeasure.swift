import Scenes
import Trajectories

/// What of the loss a picture draws, and on which scale.
enum LossMeasure: Hashable {
  /// f − f*, on a logarithmic scale.
  case gap(lowest: Double)
  /// f itself where no lowest value is known, or a run went below it; on a symmetric scale that is
  /// linear below `linearWithin`.
  case value(linearWithin: Double)

  init(_ result: RaceResult) {
    let losses = result.runs.flatMap { $0.trajectory.records.map(\.loss) }.filter(\.isFinite)
    if let lowest = result.lowestValue {
      let slack = 1e-9 * max(1, abs(lowest))
      if losses.allSatisfy({ $0 >= lowest - slack }) {
        self = .gap(lowest: lowest)
        return
      }
    }
    let first = result.runs.first?.trajectory.records.first?.loss ?? 1
    self = .value(linearWithin: max(abs(first) / 100, 1e-6))
  }

  /// The number that is drawn for a loss.
  func callAsFunction(_ loss: Double) -> Double {
    switch self {
    case .gap(let lowest): loss - lowest
    case .value: loss
    }
  }

  var isGap: Bool { if case .gap = self { true } else { false } }

  var kind: Scale.Kind {
    switch self {
    case .gap: .logarithmic
    case .value(let width): .symmetricLogarithmic(linearWithin: width)
    }
  }
}
