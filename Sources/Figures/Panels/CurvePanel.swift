import Scenes

/// Curves of all runs over one clock, in a frame with axes.
struct CurvePanel {
  /// One run's curve, in data.
  struct Series {
    /// The name of the group of all that belongs to the run.
    var group: String
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

  /// - Parameter isBackdrop: curves are thin and have no ends, as for a film to move on.
  func marks(
    _ context: FigureContext, _ measuring: some TextMeasuring, isBackdrop: Bool = false
  ) -> [Mark] {
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
    let curves = isBackdrop ? series.map { faintCurve($0, theme) } : series.map { curve($0, theme) }
    return [.rectangle(frame, .fill(theme.colors.panel))] + left.grid + bottom.grid
      + [.group("curves", clip: frame, curves)]
      + [.rectangle(frame, Paint(stroke: theme.frameStroke))] + left.axis + bottom.axis
      + (isBackdrop ? [] : [.group("curve ends", series.compactMap { end(of: $0, theme) })])
  }

  /// Without a title the axis is that of the panel below, and its numbers stand there.
  private func labelled(_ ticks: [Tick]) -> [Tick] {
    xTitle == nil ? ticks.map { Tick($0.value, $0.label == nil ? nil : "") } : ticks
  }

  /// Where a point of data lies, or nearest to it on the frame; nil where it has no place.
  func place(_ point: Point) -> Point? {
    let place = Point(x.position(of: point.x), y.position(of: point.y))
    return place.isFinite ? frame.nearest(to: place) : nil
  }

  private func places(_ series: Series) -> [Point] {
    let places = series.points.map { Point(x.position(of: $0.x), y.position(of: $0.y)) }
    return Polyline.thinned(places, columnWidth: 1)
  }

  func curve(_ series: Series, _ theme: Theme) -> Mark {
    var stroke = theme.stroke(series.style.color, dash: series.style.dash.lengths)
    stroke.width *= 0.8
    stroke.casing?.margin *= 0.7
    return .path(line(series, theme), Paint(stroke: stroke))
  }

  private func faintCurve(_ series: Series, _ theme: Theme) -> Mark {
    .group(
      series.group,
      [.path(line(series, theme), Paint(stroke: theme.faintStroke(series.style.color)))])
  }

  private func line(_ series: Series, _ theme: Theme) -> Path {
    let bounds = frame.inset(by: -2 * theme.sizes.line)
    var path = Path()
    for run in LineClipping.polyline(places(series), to: bounds) {
      path.append(Polyline.simplified(run.points, tolerance: 0.1))
    }
    return path
  }

  func end(of series: Series, _ theme: Theme) -> Mark? {
    let runs = LineClipping.polyline(places(series), to: frame)
    guard let last = runs.last, let place = last.points.last else { return nil }
    let marker = series.isDiverged ? Marker.cross : series.style.marker
    return marker.mark(
      at: place, radius: (series.isDiverged ? 1 : 0.75) * theme.sizes.marker, series.style.color,
      casing: theme.colors.casing)
  }
}
