import Scenes
import Trajectories

/// How far today's path is from the recorded one, step by step, on a logarithmic scale.
struct DifferenceDistances {
  let figure: PathDifferenceFigure
  let theme: Theme

  /// What the same bits are drawn at.
  private static let floor = 1e-17

  /// The relative distance at each recorded step.
  private var distances: [Point] {
    figure.recorded.filter { $0.step < figure.found.count }.map { step, point in
      Point(Double(step), PathDistance.relative(figure.found[step], point))
    }
  }

  /// The distances, and what one ulp at the start does up to each step.
  var data: FigureData.Panel {
    var ulps: [Point] = []
    var (first, last) = (0, 1)
    for sensitivity in figure.golden.sensitivities where first < figure.golden.steps {
      ulps += [first, min(last, figure.golden.steps)].map { Point(Double($0), sensitivity) }
      (first, last) = (last, last * 10)
    }
    var series = [
      FigureData.Series("distance", distances), FigureData.Series("one ulp at the start", ulps),
    ]
    if let step = figure.firstStep {
      series.append(FigureData.Series(number: "first step that differs", Double(step)))
    }
    return FigureData.Panel(
      "distances", x: Words.step(.english), y: Words.relativeDistance(.english), series: series)
  }

  func marks(in frame: Rectangle, measuring: some TextMeasuring) -> [Mark] {
    let distances = distances
    let largest = distances.map(\.y).filter(\.isFinite).max() ?? 0
    let top = max(10 * largest, 1e-14)
    let numbers = figure.language.numbers
    let y = Scale(.logarithmic, domain: Self.floor...top, from: frame.maxY, to: frame.minY)
    // The rows of a golden are as many up to step 50 as beyond, and so is the room for them.
    let last = max(distances.last?.x ?? 1, 1)
    let x = Scale(
      last > 100 ? .symmetricLogarithmic(linearWithin: 20) : .linear, domain: 0...last,
      from: frame.minX, to: frame.maxX)
    let left = Axis(
      .left, y, ticks: y.ticks(about: 4, format: numbers),
      title: RichText(Words.relativeDistance(figure.language)), hasGrid: true
    ).marks(along: frame, theme: theme, measuring: measuring)
    let bottom = Axis(
      .bottom, x,
      ticks: x.ticks(about: max(2, Int(frame.width / (6 * theme.sizes.small))), format: numbers),
      title: RichText(Words.step(figure.language)), hasGrid: true
    ).marks(along: frame, theme: theme, measuring: measuring)
    let places = distances.map { point in
      Point(x.position(of: point.x), y.position(of: min(max(point.y, Self.floor), top)))
    }
    return [
      .group(
        "distances",
        [.rectangle(frame, .fill(theme.colors.panel))] + left.grid + bottom.grid
          + curve(places, in: frame) + sensitivity(x, y, frame, measuring)
          + firstStep(x, frame, measuring)
          + [.rectangle(frame, Paint(stroke: theme.frameStroke))] + left.axis + bottom.axis)
    ]
  }

  private func curve(_ places: [Point], in frame: Rectangle) -> [Mark] {
    var stroke = DifferenceStyle.stroke(isRecorded: false, theme)
    stroke.dash = []
    var dots = Path()
    for place in places { dots.append(Path.circle(place, radius: 0.9 * theme.sizes.dot)) }
    return [
      .group(
        "distance", clip: frame.inset(by: -2 * theme.sizes.dot),
        [.path(Path(places), Paint(stroke: stroke)), .path(dots, .fill(stroke.color))])
    ]
  }

  /// What one ulp at the start does to this path, decade by decade: a difference below is one of
  /// rounding.
  private func sensitivity(
    _ x: Scale, _ y: Scale, _ frame: Rectangle, _ measuring: some TextMeasuring
  ) -> [Mark] {
    var places: [Point] = []
    var (first, last) = (0, 1)
    for sensitivity in figure.golden.sensitivities where Double(first) < x.domain.upperBound {
      let level = y.position(of: min(max(sensitivity, y.domain.lowerBound), y.domain.upperBound))
      let end = min(Double(last), x.domain.upperBound)
      places += [Double(first), end].map { Point(x.position(of: $0), level) }
      (first, last) = (last, last * 10)
    }
    guard let end = places.last, end.y < frame.maxY else { return [] }
    let stroke = Stroke(
      theme.colors.mutedInk, width: 1.4 * theme.sizes.hairline,
      dash: DashPattern.dotted.lengths.map { $0 * theme.sizes.line })
    let style = theme.text(\.footer, color: \.mutedInk)
    let isHigh = end.y < frame.minY + 2 * style.size
    return [
      .path(Path(places), Paint(stroke: stroke)),
      .text(
        RichText(Words.oneUlpAtStart(figure.language)),
        style.anchored(.end, isHigh ? .top : .bottom),
        at: Point(
          frame.maxX - 0.5 * style.size, end.y + (isHigh ? 0.4 : -0.25) * style.size)),
    ]
  }

  private func firstStep(
    _ x: Scale, _ frame: Rectangle, _ measuring: some TextMeasuring
  ) -> [Mark] {
    guard let step = figure.firstStep else { return [] }
    let place = x.position(of: Double(step))
    guard place <= frame.maxX else { return [] }
    let text = RichText(Words.firstDifference(figure.language, "\(step)"))
    let style = theme.text(\.small, weight: .bold, color: \.alarm)
    let isLeft = place + measuring.width(of: text, style: style) + style.size > frame.maxX
    let stroke = Stroke(theme.colors.alarm, width: 1.5 * theme.sizes.hairline)
    let gap = (isLeft ? -0.5 : 0.5) * style.size
    return [
      .group(
        "first step",
        [
          .line(from: Point(place, frame.minY), to: Point(place, frame.maxY), stroke),
          .text(
            text, style.anchored(isLeft ? .end : .start, .baseline),
            at: Point(place + gap, frame.minY - 0.5 * style.size)),
        ])
    ]
  }
}
