import LossSurfaces
import Scenes
import Trajectories

/// Both paths on the surface, or on the two parameters in which today's path moves most.
struct DifferencePaths {
  let figure: PathDifferenceFigure
  let theme: Theme

  func panel(
    in frame: Rectangle, measuring: some TextMeasuring
  ) -> (backdrop: [Mark], marks: [Mark]) {
    let (x, y) = scales(in: frame)
    let rows = max(2, Int(frame.height / (3.2 * theme.sizes.small)))
    let columns = max(2, Int(frame.width / (5 * theme.sizes.small)))
    let numbers = figure.language.numbers
    let left = Axis(
      .left, y, ticks: y.ticks(about: rows, format: numbers), title: RichText(titles.y)
    ).marks(along: frame, theme: theme, measuring: measuring)
    let bottom = Axis(
      .bottom, x, ticks: x.ticks(about: columns, format: numbers), title: RichText(titles.x)
    ).marks(along: frame, theme: theme, measuring: measuring)
    let recorded = figure.recorded.map { place($0.step, $0.point, x, y) }
    let found = figure.found.enumerated().map { place($0, $1, x, y) }
    var marks = [
      line(recorded, isRecorded: true, in: frame), line(found, isRecorded: false, in: frame),
    ]
    marks += ends(recorded, found, in: frame)
    if let step = figure.firstStep, step < found.count, frame.contains(found[step]) {
      let ring = Path.circle(found[step], radius: 2.2 * theme.sizes.marker)
      marks.append(
        .group("first difference", [.path(ring, .stroke(theme.colors.alarm, width: 1.5))]))
    }
    return (
      background(frame, x, y),
      [.group("paths", clip: frame, marks), .rectangle(frame, Paint(stroke: theme.frameStroke))]
        + left.axis + bottom.axis
    )
  }

  /// Where both begin, and where each ends.
  private func ends(_ recorded: [Point], _ found: [Point], in frame: Rectangle) -> [Mark] {
    let radius = theme.sizes.marker
    func mark(_ name: String, _ place: Point?, _ body: (Point) -> Mark) -> Mark? {
      place.flatMap { frame.contains($0) ? .group(name, [body($0)]) : nil }
    }
    return [
      mark("recorded end", recorded.last) {
        Marker.circle.mark(
          at: $0, radius: 1.2 * radius, theme.colors.ink, casing: theme.colors.casing)
      },
      mark("found end", found.last) {
        Marker.square.mark(
          at: $0, radius: radius, theme.colors.series.vermilion, casing: theme.colors.casing)
      },
      mark("start", recorded.first) {
        Marker.circle.mark(
          at: $0, radius: 1.2 * radius, theme.colors.ink, casing: theme.colors.casing,
          isHollow: true)
      },
    ].compactMap(\.self)
  }

  /// Both paths over the parameters that are drawn.
  var data: FigureData.Panel {
    func point(_ step: Int, _ numbers: [Double]) -> Point {
      shown.count == 2
        ? Point(numbers[shown[0]], numbers[shown[1]]) : Point(Double(step), numbers[0])
    }
    return FigureData.Panel(
      "paths", x: titles.x, y: titles.y, value: Words.step(.english),
      series: [
        FigureData.Series(
          "recorded", figure.recorded.map { point($0.step, $0.point) },
          values: figure.recorded.map { Double($0.step) }),
        FigureData.Series(
          "found", figure.found.enumerated().map { point($0, $1) },
          values: figure.found.indices.map(Double.init)),
      ])
  }

  private func line(_ places: [Point], isRecorded: Bool, in frame: Rectangle) -> Mark {
    var path = Path()
    for part in LineClipping.polyline(places, to: frame) {
      path.append(Polyline.simplified(part.points, tolerance: 0.05))
    }
    var stroke = DifferenceStyle.stroke(isRecorded: isRecorded, theme)
    // The recorded line shows on both sides of the one on top where they agree.
    if isRecorded { stroke.width *= 2 } else { stroke.casing = nil }
    return .group(isRecorded ? "recorded" : "found", [.path(path, Paint(stroke: stroke))])
  }

  /// The two parameters that are drawn; one alone is drawn over the steps.
  private var shown: [Int] {
    let dimension = figure.golden.start.count
    guard dimension > 2 else { return Array(0..<dimension) }
    let spreads = (0..<dimension).map { index in
      let numbers = figure.found.map { $0[index] }.filter(\.isFinite)
      return (numbers.max() ?? 0) - (numbers.min() ?? 0)
    }
    return Array((0..<dimension).sorted { spreads[$0] > spreads[$1] }.prefix(2)).sorted()
  }

  private var titles: (x: String, y: String) {
    let labels = figure.surface?.card.axisLabels ?? []
    let names = shown.map { $0 < labels.count ? labels[$0] : "x[\($0)]" }
    return names.count == 1 ? (Words.step(figure.language), names[0]) : (names[0], names[1])
  }

  private func place(_ step: Int, _ point: [Double], _ x: Scale, _ y: Scale) -> Point {
    let shown = shown
    guard shown.count == 2 else {
      return Point(x.position(of: Double(step)), y.position(of: point[0]))
    }
    return Point(x.position(of: point[shown[0]]), y.position(of: point[shown[1]]))
  }

  private func scales(in frame: Rectangle) -> (Scale, Scale) {
    let domains =
      shown.count == 1
      ? [0...Double(max(figure.golden.steps, 1)), spread(of: 0)] : shown.map(spread)
    return (
      Scale(domain: domains[0], from: frame.minX, to: frame.maxX),
      Scale(domain: domains[1], from: frame.maxY, to: frame.minY)
    )
  }

  /// What the recorded path covers of a parameter, and as much again on either side where today's
  /// path goes there, with a margin.
  private func spread(of index: Int) -> ClosedRange<Double> {
    let numbers = figure.recorded.map { $0.point[index] }.filter(\.isFinite)
    let found = figure.found.map { $0[index] }.filter(\.isFinite)
    var (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
    let extent = high - low
    low = max(min(low, found.min() ?? low), low - extent)
    high = min(max(high, found.max() ?? high), high + extent)
    let margin = high > low ? 0.12 * (high - low) : 1
    return low - margin...high + margin
  }

  private func background(_ frame: Rectangle, _ x: Scale, _ y: Scale) -> [Mark] {
    guard figure.golden.start.count == 2, var surface = figure.surface else {
      return [.rectangle(frame, .fill(theme.colors.panel))]
    }
    let losses = figure.recorded.map { surface.value(at: $0.point.span) }.filter(\.isFinite)
    let start = losses.first ?? 1
    let best = losses.min() ?? start
    let measure = LossMeasure(
      best: best, start: start, lowestValue: surface.card.lowestValue)
    surface.card.domain = [x.domain, y.domain]
    let map = SurfaceMap(
      surface, in: frame, measure: measure, best: best, start: start, theme: theme,
      threads: figure.threads)
    return [map.marks(theme)]
  }
}
