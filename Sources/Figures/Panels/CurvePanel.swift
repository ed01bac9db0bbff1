import Scenes

/// Curves of all runs over one clock, in a frame with axes.
struct CurvePanel {
  /// One run's curve, in data.
  struct Series {
    var style: RunStyle
    var points: [Point]
    /// Ends in a cross.
    var isDiverged: Bool
  }

  var frame: Rectangle
  var x: Scale
  var y: Scale
  var xTitle: RichText?
  var yTitle: RichText
  var series: [Series]

  func marks(_ context: FigureContext, _ measuring: some TextMeasuring) -> [Mark] {
    let theme = context.theme
    let rows = max(2, Int(frame.height / (3.2 * theme.sizes.small)))
    let columns = max(2, Int(frame.width / (5 * theme.sizes.small)))
    let left = Axis(
      .left, y, ticks: y.ticks(about: rows, format: context.numbers), title: yTitle, hasGrid: true
    ).marks(along: frame, theme: theme, measuring: measuring)
    let bottom = Axis(
      .bottom, x, ticks: labelled(x.ticks(about: columns, format: context.numbers)), title: xTitle,
      hasGrid: true
    ).marks(along: frame, theme: theme, measuring: measuring)
    let ends = series.compactMap { end(of: $0, theme) }
    return [.rectangle(frame, .fill(theme.colors.panel))] + left.grid + bottom.grid
      + [.group("curves", clip: frame, series.map { curve($0, theme) })]
      + [.rectangle(frame, Paint(stroke: theme.frameStroke))] + left.axis + bottom.axis
      + [.group("curve ends", ends)]
  }

  /// Without a title the axis is that of the panel below, and its numbers stand there.
  private func labelled(_ ticks: [Tick]) -> [Tick] {
    xTitle == nil ? ticks.map { Tick($0.value, $0.label == nil ? nil : "") } : ticks
  }

  private func places(_ series: Series) -> [Point] {
    let places = series.points.map { Point(x.position(of: $0.x), y.position(of: $0.y)) }
    return Polyline.thinned(places, columnWidth: 1)
  }

  private func curve(_ series: Series, _ theme: Theme) -> Mark {
    let bounds = frame.inset(by: -2 * theme.sizes.line)
    var path = Path()
    for run in LineClipping.polyline(places(series), to: bounds) {
      path.append(Polyline.simplified(run.points, tolerance: 0.1))
    }
    var stroke = theme.stroke(series.style.color, dash: series.style.dash.lengths)
    stroke.width *= 0.8
    stroke.casing?.margin *= 0.7
    return .path(path, Paint(stroke: stroke))
  }

  private func end(of series: Series, _ theme: Theme) -> Mark? {
    let runs = LineClipping.polyline(places(series), to: frame)
    guard let last = runs.last, let place = last.points.last else { return nil }
    let marker = series.isDiverged ? Marker.cross : series.style.marker
    return marker.mark(
      at: place, radius: (series.isDiverged ? 1 : 0.75) * theme.sizes.marker, series.style.color,
      casing: theme.colors.casing)
  }
}
