import LossSurfaces
import Optimizers
public import Scenes
public import Trajectories

/// The first steps of all optimizers from one point: where each heads, and how far.
public struct FanFigure: Figure {
  public var result: RaceResult
  /// How many steps the map shows.
  public var steps: Int
  public var theme: Theme.Name
  public var language: Language
  public var threads: Int

  public init(
    _ result: RaceResult, steps: Int = 5, theme: Theme.Name = .light,
    language: Language = .english, threads: Int = 1
  ) {
    precondition(result.race.surface.dimension == 2, "A fan has two parameters.")
    self.result = result
    self.steps = steps
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let context = FigureContext(
      result, theme: Theme(theme, for: size), language: language, threads: threads)
    var page = Page(theme, language, size: size)
    let race = result.race
    page.title = Words.fanTitle(language)
    page.subtitle = Words.fanSubtitle(
      language, race.surface.card.name(language), language.point(race.start), "\(result.runs.count)"
    )
    page.lesson = Words.fanLesson(language)
    let parts = RaceProtocol(context: context)
    page.remarks = [parts.rule + "  " + Words.fanRemark(language), parts.line]
    page.notes = Array(parts.notes.dropFirst())
    let moves = result.runs.map(Self.firstMove)
    let compass = FanCompass(context: context, moves: moves)
    let table = table(context, moves)
    return page.scene(size: size, measuring: measuring) { area in
      var rest = area
      let place = rest.takeBottom(table.height)
      _ = rest.takeBottom(0.6 * page.theme.sizes.gap)
      let widths = table.fitted(
        table.widths(measuring), to: place.width - 2 * page.theme.sizes.small)
      let swatches = result.runs.indices.map { index in
        context.styles[index].marker.mark(
          at: Point(
            place.minX + 0.5 * page.theme.sizes.small,
            place.minY + table.rowHeight * (Double(index) + 1.5)),
          radius: 0.9 * page.theme.sizes.marker, context.styles[index].color,
          casing: page.theme.colors.casing)
      }
      let graphs = [compass.graph(measuring), map(context, moves)]
      return GraphGrid([graphs]).marks(in: rest, page, measuring)
        + [
          .group(
            "table",
            swatches
              + table.marks(
                at: Point(place.minX + 1.6 * page.theme.sizes.small, place.minY), widths: widths,
                measuring: measuring))
        ]
    }
  }

  /// The first step; nought where the run diverged at once.
  private static func firstMove(_ run: RaceRun) -> Point {
    guard run.trajectory.count > 1 else { return Point(0, 0) }
    let (a, b) = (run.trajectory.point(0), run.trajectory.point(1))
    let move = Point(b[b.startIndex] - a[a.startIndex], b[b.startIndex + 1] - a[a.startIndex + 1])
    return move.isFinite ? move : Point(0, 0)
  }

  private func table(_ context: FigureContext, _ moves: [Point]) -> Table {
    let numbers = context.numbers
    let labels = context.surface.card.axisLabels
    return Table(
      columns: [
        .init(RichText(Words.optimizer(language)), isFlexible: true),
        .init(RichText(Words.learningRate(language)), isNumeric: true),
        .init(RichText("Δ\(labels[0])"), isNumeric: true),
        .init(RichText("Δ\(labels[1])"), isNumeric: true), .init("‖Δ‖", isNumeric: true),
        .init("‖Δ‖ / α", isNumeric: true),
      ],
      rows: result.runs.indices.map { index in
        let (move, rate) = (moves[index], result.runs[index].learningRate)
        return [RichText(context.names[index]).weight(.medium)]
          + [rate, move.x, move.y, move.length, move.length / rate].map {
            numbers.rich($0, digits: 3)
          }
      },
      headerStyle: context.theme.text(\.footer, color: \.mutedInk),
      rowStyle: context.theme.text(\.small), columnGap: 1.4 * context.theme.sizes.small,
      rowHeight: 1.36 * context.theme.sizes.small)
  }

  /// The first steps to scale, in a window that holds all but the wildest.
  private func map(_ context: FigureContext, _ moves: [Point]) -> Graph {
    let start = result.race.start
    var reaches: [Double] = []
    for run in result.runs {
      for row in 0..<min(run.trajectory.count, steps + 1) {
        let point = run.trajectory.point(row)
        let away = zip(point, start).map { abs($0 - $1) }.max() ?? 0
        if away.isFinite { reaches.append(away) }
      }
    }
    reaches.sort()
    let most = reaches.isEmpty ? 1 : reaches[min(reaches.count - 1, reaches.count * 9 / 10)]
    let reach = max(1.15 * most, 1e-9)
    var graph = MapGraph.graph(
      "first steps", context, title: RichText(Words.fanMap(language, "\(steps)")),
      window: start.map { $0 - reach...$0 + reach }, hasNumbers: true
    ) { panel in marks(context, panel) }
    graph.keepsAspect = true
    return graph
  }

  private func marks(_ context: FigureContext, _ panel: PathPanel) -> [Mark] {
    let theme = context.theme
    var marks: [Mark] = []
    for (index, run) in result.runs.enumerated() {
      let style = context.styles[index]
      let places = Array(panel.places(run.trajectory).prefix(steps + 1))
      var path = Path()
      for part in LineClipping.polyline(places, to: panel.frame) { path.append(part.points) }
      var dots = Path()
      for place in places.dropFirst() where panel.frame.contains(place) {
        dots.append(Path.circle(place, radius: 1.1 * theme.sizes.dot))
      }
      var line: [Mark] = [
        .path(path, Paint(stroke: theme.stroke(style.color, dash: style.dash.lengths))),
        .path(dots, .fill(style.color)),
      ]
      if let last = places.last, panel.frame.contains(last) {
        line.append(
          style.marker.mark(
            at: last, radius: 0.9 * theme.sizes.marker, style.color, casing: theme.colors.casing))
      }
      marks.append(.group("path \(context.names[index])", line))
    }
    let start = panel.place(result.race.start[0], result.race.start[1])
    return marks + [
      Marker.circle.mark(
        at: start, radius: 1.2 * theme.sizes.marker, theme.colors.ink,
        casing: theme.colors.casing, isHollow: true)
    ]
  }
}
