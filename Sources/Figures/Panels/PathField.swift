import Scenes

/// A path panel drawn: surface, axes, paths, marks and names.
struct PathField {
  let context: FigureContext
  let panel: PathPanel
  let paths: [RunPath]

  private var theme: Theme { context.theme }

  /// The colour that the ground has where the surface is as high.
  private func color(ofLoss loss: Double) -> Color {
    let colors = theme.colors.field.colors(panel.levels.count + 1)
    let below = panel.levels.count { $0 <= context.measure(loss) }
    return colors[below]
  }

  /// What does not depend on how far the runs have come.
  func backdrop(_ measuring: some TextMeasuring) -> [Mark] {
    let sizes = theme.sizes
    let columns = max(3, Int(panel.frame.width / (7 * sizes.small)))
    let rows = max(3, Int(panel.frame.height / (5 * sizes.small)))
    let bottom = Axis(
      .bottom, panel.x, ticks: panel.x.ticks(about: columns, format: context.numbers),
      title: panel.xTitle
    ).marks(along: panel.frame, theme: theme, measuring: measuring)
    let left = Axis(
      .left, panel.y, ticks: panel.y.ticks(about: rows, format: context.numbers),
      title: panel.yTitle
    ).marks(along: panel.frame, theme: theme, measuring: measuring)
    return panel.background + [.rectangle(panel.frame, Paint(stroke: theme.frameStroke))]
      + bottom.axis + left.axis
  }

  func marks(_ measuring: some TextMeasuring) -> [Mark] {
    saddleMarks + paths.map(line) + minimumMarks + paths.map(end) + startMarks
      + [labels(measuring)]
  }

  func line(_ path: RunPath) -> Mark {
    .group(
      "path \(path.name)", clip: panel.frame,
      path.lineMarks(theme) + path.lossMarks(theme, color(ofLoss:)))
  }

  func end(_ path: RunPath) -> Mark { .group("end \(path.name)", [path.endMark(theme)]) }

  var saddleMarks: [Mark] {
    panel.saddles.map { saddle in
      Marker.cross.mark(
        at: saddle, radius: 0.8 * theme.sizes.marker, theme.colors.mutedInk,
        casing: theme.colors.casing)
    }
  }

  var minimumMarks: [Mark] {
    let radius = 1.35 * theme.sizes.marker
    return panel.localMinima.map { Marker.minimum(at: $0, isLowest: false, radius: radius, theme) }
      + panel.minima.map { Marker.minimum(at: $0, isLowest: true, radius: radius, theme) }
  }

  var startMarks: [Mark] {
    paths.lazy.compactMap({ $0.parts.first?.points.first }).first.map { start in
      [
        Marker.circle.mark(
          at: start, radius: 1.25 * theme.sizes.marker, theme.colors.ink,
          casing: theme.colors.casing, isHollow: true)
      ]
    } ?? []
  }

  func labels(_ measuring: some TextMeasuring) -> Mark {
    let labels = EndLabels(
      paths: paths, panel: panel, theme: theme, language: context.language)
    return .group("labels", clip: panel.frame, labels.marks(measuring))
  }

  /// Above the frame: what the signs mean, and the bands' values.
  func key(in strip: Rectangle, _ measuring: some TextMeasuring) -> [Mark] {
    let style = theme.text(\.footer, color: \.mutedInk).anchored(.start, .middle)
    let y = strip.center.y
    let language = context.language
    var parts = [Words.dots(language)]
    if !panel.minima.isEmpty { parts.append(Words.minimum(language)) }
    if !panel.localMinima.isEmpty { parts.append(Words.localMinimum(language)) }
    if !panel.saddles.isEmpty { parts.append(Words.saddle(language)) }
    let (bands, end) = bandKey(style, at: y, measuring)
    let room = end - style.size - panel.frame.minX
    while measuring.width(of: RichText(parts.joined(separator: "   ")), style: style) > room,
      !parts.isEmpty
    { parts.removeFirst() }
    let text = RichText(parts.joined(separator: "   "))
    let signs = [Mark.text(text, style, at: Point(panel.frame.minX, y))]
    return [.group("key", (text.isEmpty ? [] : signs) + bands)]
  }

  /// The bands' colours between the values at their ends, and where it all begins.
  private func bandKey(
    _ style: TextStyle, at y: Double, _ measuring: some TextMeasuring
  ) -> (marks: [Mark], start: Double) {
    var x = panel.frame.maxX
    var marks: [Mark] = []
    guard let low = panel.levels.first, let high = panel.levels.last else { return (marks, x) }
    let colors = theme.colors.field.colors(panel.levels.count + 1)
    let ends = [low, high].map { context.numbers.rich($0, digits: 2) }
    func put(_ text: RichText) {
      x -= measuring.width(of: text, style: style)
      marks.append(.text(text, style, at: Point(x, y)))
      x -= 0.6 * style.size
    }
    let side = 0.85 * style.size
    put(ends[1])
    x -= side * Double(colors.count)
    for (index, color) in colors.enumerated() {
      let box = Rectangle(x: x + side * Double(index), y: y - side / 2, width: side, height: side)
      marks.append(.rectangle(box, .fill(color)))
    }
    let whole = Rectangle(x: x, y: y - side / 2, width: side * Double(colors.count), height: side)
    marks.append(
      .rectangle(
        whole, Paint(stroke: Stroke(theme.colors.frame, width: theme.sizes.hairline, join: .miter)))
    )
    x -= 0.6 * style.size
    put(ends[0])
    put(RichText(context.measure.name(context.language)))
    return (marks, x)
  }
}
