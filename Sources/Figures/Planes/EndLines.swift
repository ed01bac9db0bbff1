import LossSurfaces
import Scenes
import Trajectories

/// The loss on the straight lines from where the best run ended to where the others did.
///
/// A barrier between two ends says that they lie in different valleys. I. J. Goodfellow, O. Vinyals
/// and A. M. Saxe, ICLR 2015. With one run, the line leads from its start to its end.
struct EndLines {
  /// One line: whose it is, and the loss at even places from 0 to 1.
  struct Line {
    let run: Int
    let losses: [Double]
  }

  let context: FigureContext
  /// The run at whose end the lines begin; nil for the line from the start.
  let origin: Int?
  let lines: [Line]

  static let places = 100

  init(_ context: FigureContext) {
    self.context = context
    let runs = context.result.runs
    let ends = runs.indices.filter { !runs[$0].outcome.isDiverged && runs[$0].finalLoss.isFinite }
    let best = ends.min { runs[$0].finalLoss < runs[$1].finalLoss }
    let origin = ends.count > 1 ? best : nil
    self.origin = origin
    let first = origin.map { Self.end(runs[$0]) } ?? context.result.race.start
    let others = ends.filter { $0 != origin }
    lines = others.map { run in
      Line(run: run, losses: Self.losses(context, from: first, to: Self.end(runs[run])))
    }
  }

  private static func end(_ run: RaceRun) -> [Double] {
    Array(run.trajectory.point(run.trajectory.count - 1))
  }

  private static func losses(
    _ context: FigureContext, from first: [Double], to last: [Double]
  ) -> [Double] {
    var surface = context.surface
    let lanes = places + 1
    var points = [Double](repeating: 0, count: first.count * lanes)
    for lane in 0..<lanes {
      let share = Double(lane) / Double(places)
      for index in first.indices {
        points[index * lanes + lane] = (1 - share) * first[index] + share * last[index]
      }
    }
    var values = [Double](repeating: 0, count: lanes)
    var span = values.mutableSpan
    surface.values(at: points.span, lanes: lanes, into: &span)
    return values
  }

  func graph() -> Graph {
    let (measure, language) = (context.measure, context.language)
    let numbers = lines.flatMap(\.losses).map { measure($0) }.filter(\.isFinite)
    let (low, high) = domain(numbers)
    let title =
      origin.map { Words.endLines(language, context.names[$0]) }
      ?? Words.startLine(language)
    var graph = Graph(
      "ends", x: .init(domain: 0...1, title: RichText(title)),
      y: .init(kind: measure.kind, domain: low...high, title: RichText(measure.name(language))))
    graph.lines = lines.map { line in
      Graph.Line(
        name: context.names[line.run], style: context.styles[line.run],
        points: line.losses.enumerated().map { index, loss in
          Point(Double(index) / Double(Self.places), max(measure(loss), low))
        }, weight: .thin, end: .marker)
    }
    return graph
  }

  /// What the lines cover; of a gap, no more decades below the top than a picture can show.
  private func domain(_ numbers: [Double]) -> (Double, Double) {
    let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 1)
    guard context.measure.isGap else {
      return least < most ? (least, most) : (least - 1, least + 1)
    }
    let top = most > 0 ? most : 1
    let above = numbers.filter { $0 > 0 }.min() ?? top
    return (0.6 * max(min(above, top / 10), 1e-12 * top), 1.7 * top)
  }
}
