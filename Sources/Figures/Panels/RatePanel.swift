import Optimizers
import Scenes
import Trajectories

/// The learning rates of all runs over gradient evaluations; nil where none of them moves.
struct RatePanel {
  let kind: Scale.Kind
  let domain: ClosedRange<Double>
  private let context: FigureContext

  /// Runs whose peaks differ by more than this factor are told apart on a logarithmic scale only.
  private static let widestLinear = 20.0
  /// How far below the highest rate anything is drawn.
  private static let depth = 1e-7

  init?(_ context: FigureContext) {
    let runs = context.result.runs
    guard runs.contains(where: { $0.plan.spec.optimizer.hasMovingRate }) else { return nil }
    self.context = context
    let rates = runs.map { run in
      run.trajectory.records.map(\.learningRate).filter { $0 > 0 && $0.isFinite }
    }.filter { !$0.isEmpty }
    let peaks = rates.map { $0.max() ?? 1 }
    let (high, low) = (peaks.max() ?? 1, rates.compactMap { $0.min() }.min() ?? 1)
    // A wave spends little time near zero; a decay by factors spends most of it there.
    let isGeometric = zip(rates, peaks).contains { row, peak in
      3 * row.count { $0 < 0.05 * peak } > row.count
    }
    if isGeometric || high > Self.widestLinear * (peaks.min() ?? high) {
      kind = .logarithmic
      let lowest = max(low, Self.depth * high, 1e-300)
      domain = 0.6 * min(lowest, high / 10)...min(1.7 * high, 1e300)
    } else {
      kind = .linear
      domain = 0...1.08 * high
    }
  }

  func panel(in frame: Rectangle, _ x: Scale) -> CurvePanel {
    let floor = kind == .linear ? 0 : domain.lowerBound
    let series = context.result.runs.indices.map { index in
      let run = context.result.runs[index]
      return CurvePanel.Series(
        group: RunPath.group(context.names[index]), style: context.styles[index],
        points: run.trajectory.records.map {
          Point(Double($0.evaluations), max($0.learningRate, floor))
        },
        isDiverged: run.outcome.isDiverged)
    }
    return CurvePanel(
      frame: frame, x: x, y: Scale(kind, domain: domain, from: frame.maxY, to: frame.minY),
      xTitle: nil, yTitle: RichText(Words.rate(context.language)), series: series)
  }
}
