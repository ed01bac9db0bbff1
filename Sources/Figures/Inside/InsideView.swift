import LossSurfaces
import Scenes
import Trajectories

/// The surface around one step, with the arrows that make it.
struct InsideView {
  let figure: InsideFigure
  let theme: Theme
  let current: InspectedStep
  private let center: (Double, Double)
  private let reach: Double
  /// The drawn length of the gradient against its true one.
  private let gradientScale: Double

  init(_ figure: InsideFigure, _ theme: Theme) {
    self.figure = figure
    self.theme = theme
    current = figure.inspection.steps[figure.step - 1]
    let (before, after) = (current.before, current.after)
    center = ((before[0] + after[0]) / 2, (before[1] + after[1]) / 2)
    let move = hypotenuse(current.move)
    let domain = figure.inspection.surface.card.domain
    let extent = domain.map { $0.upperBound - $0.lowerBound }.max() ?? 1
    let ahead = hypotenuse(zip(current.gradientPoint, before).map { $0 - $1 })
    // As much of the ellipse as leaves the step in sight.
    let metric = Self.metric(current) ?? []
    let size = hypotenuse(zip(current.move, metric).map { $0 * $1 }) / (metric.min() ?? 1)
    reach = max(1.3 * move, min(1.08 * size, 2.4 * move), 1.5 * ahead, 1e-9 * extent)
    let slope = hypotenuse(current.gradient)
    gradientScale = slope > 0 ? 0.72 * reach / slope : 1
  }

  /// The directions that the rule remembers, as they act on the step.
  static func pushes(_ step: InspectedStep) -> [(name: String, vector: [Double])] {
    step.memory.compactMap { memory in
      switch MemoryRole(memory.name) {
      case .push: (memory.name, memory.after.map { -$0 })
      case .pull: (memory.name, memory.after)
      default: nil
      }
    }
  }

  /// A memory's drawn length against its true one: the gradient's scale where that shows it, else
  /// none, else one of its own.
  private func scale(of vector: [Double]) -> Double {
    let length = hypotenuse(vector)
    guard length > 0 else { return 1 }
    if (0.1...1.05).contains(gradientScale * length / reach) { return gradientScale }
    return (0.1...1.05).contains(length / reach) ? 1 : 0.5 * reach / length
  }

  /// What divides each parameter's step, up to a factor; nil where the rule has no such memory.
  static func metric(_ step: InspectedStep) -> [Double]? {
    let roles = step.memory.map { ($0, MemoryRole($0.name)) }
    let found = roles.last { $0.1 == .square } ?? roles.last { $0.1 == .size }
    guard let (memory, role) = found else { return nil }
    let sizes = memory.after.map { role == .square ? max($0, 0).squareRoot() : abs($0) }
    return sizes.allSatisfy { $0 > 0 && $0.isFinite } ? sizes : nil
  }

  private func shows(_ stage: InsideFigure.Stage) -> Bool {
    figure.stage.rawValue >= stage.rawValue
  }

  var remarks: [String] {
    let language = figure.language
    var remarks: [String] = []
    if shows(.gradient) {
      var scales = [("−g", gradientScale)]
      if shows(.memory) {
        scales += Self.pushes(current).map {
          (Words.memory($0.name, language), scale(of: $0.vector))
        }
      }
      let list = scales.map { "\($0.0) × \(language.numbers.short($0.1, digits: 2))" }
      remarks.append(Words.arrowScale(language, list.joined(separator: "; ")))
    }
    if shows(.metric), Self.metric(current) != nil { remarks.append(Words.metricRemark(language)) }
    if shows(.gradient), current.probes.count > 1 { remarks.append(Words.probesRemark(language)) }
    return remarks
  }

  func marks(in area: Rectangle, _ page: Page, _ measuring: some TextMeasuring) -> [Mark] {
    let panel = panel(in: area, page, measuring)
    let frame = panel.frame
    var surface = figure.inspection.surface
    surface.card.domain = [panel.x.domain, panel.y.domain]
    let seen = SurfaceSampler(surface: surface, x: panel.x, y: panel.y, threads: figure.threads)
      .field(over: frame, cell: frame.width / 24).range
    let map = SurfaceMap(
      surface, in: frame,
      measure: LossMeasure(surface, best: seen?.lowerBound ?? 0), best: seen?.lowerBound ?? 0,
      start: current.loss, theme: theme, threads: figure.threads)
    let place = { (point: [Double]) in
      Point(map.x.position(of: point[0]), map.y.position(of: point[1]))
    }
    return [map.marks(theme), .rectangle(frame, Paint(stroke: theme.frameStroke))]
      + axes(map, frame, page, measuring) + content(frame, place, measuring)
  }

  /// The map's frame, and what of the surface it shows.
  func panel(
    in area: Rectangle, _ page: Page, _ measuring: some TextMeasuring
  ) -> FilmPanel {
    let frame = frame(in: area, page, measuring)
    let unit = 2 * reach / min(frame.width, frame.height)
    let (across, up) = (unit * frame.width / 2, unit * frame.height / 2)
    let labels = figure.inspection.surface.card.axisLabels
    return FilmPanel(
      frame: frame,
      x: Scale(
        domain: center.0 - across...center.0 + across, from: frame.minX, to: frame.maxX),
      y: Scale(domain: center.1 - up...center.1 + up, from: frame.maxY, to: frame.minY),
      xTitle: labels[0], yTitle: labels[1])
  }

  private func frame(
    in area: Rectangle, _ page: Page, _ measuring: some TextMeasuring
  ) -> Rectangle {
    let left = 1.45 * theme.sizes.text + 4.4 * theme.sizes.small
    let bottom = Axis.room(.bottom, ticks: [], title: "x", theme: theme, measuring: measuring)
    let width = area.width - left
    let height = area.height - bottom - 0.5 * theme.sizes.small
    let x = (area.minX + left).rounded()
    let y = (area.minY + 0.5 * theme.sizes.small).rounded()
    return Rectangle(x: x, y: y, width: width.rounded(.down), height: height.rounded(.down))
  }

  private func axes(
    _ map: SurfaceMap, _ frame: Rectangle, _ page: Page, _ measuring: some TextMeasuring
  ) -> [Mark] {
    let labels = figure.inspection.surface.card.axisLabels
    return [(Axis.Side.bottom, map.x, labels[0]), (.left, map.y, labels[1])].flatMap {
      side, scale, title in
      Axis(
        side, scale, ticks: scale.ticks(about: 5, format: page.numbers), title: RichText(title)
      ).marks(along: frame, theme: theme, measuring: measuring).axis
    }
  }

  private struct Label {
    var text: RichText
    var color: Color
    var near: Point
  }

  private func content(
    _ frame: Rectangle, _ place: ([Double]) -> Point, _ measuring: some TextMeasuring
  ) -> [Mark] {
    let series = theme.colors.series
    var marks: [Mark] = [history(frame, place)]
    var labels: [Label] = []
    var lines: [[Point]] = []
    func add(
      _ name: String, from start: [Double], _ vector: [Double], _ color: Color, _ text: String
    ) {
      let tip = zip(start, vector).map { $0 + $1 }
      let arrow = VectorArrow(
        start: place(start), end: place(tip), color: color, width: 1.25 * theme.sizes.line)
      marks.append(.group(name, clip: frame, [arrow.mark(theme)]))
      lines.append([arrow.start, arrow.end])
      labels.append(Label(text: RichText(text), color: color, near: frame.nearest(to: arrow.end)))
    }
    if shows(.metric), let ellipse = ellipse(frame, place) { marks.append(ellipse) }
    if shows(.gradient) {
      marks += probes(frame, place)
      add(
        "gradient", from: current.gradientPoint, current.gradient.map { -gradientScale * $0 },
        series.vermilion, "−g")
    }
    if shows(.memory) {
      let colors = [series.blue, series.purple, series.sky, series.pink]
      for (index, push) in Self.pushes(current).enumerated() {
        add(
          "memory \(push.name)", from: current.before,
          push.vector.map { scale(of: push.vector) * $0 },
          colors[index % colors.count], Words.memory(push.name, figure.language))
      }
      marks += places(frame, place, &labels)
    }
    if shows(.step) {
      add("step", from: current.before, current.move, theme.colors.ink, "Δ")
      marks.append(
        Marker.circle.mark(
          at: place(current.after), radius: theme.sizes.marker, theme.colors.ink,
          casing: theme.colors.casing))
    }
    marks.append(
      Marker.circle.mark(
        at: place(current.before), radius: 1.15 * theme.sizes.marker, theme.colors.ink,
        casing: theme.colors.casing, isHollow: true))
    return marks + [named(labels, lines, frame, place, measuring)]
  }

  /// The way here, thin.
  private func history(_ frame: Rectangle, _ place: ([Double]) -> Point) -> Mark {
    let earlier = figure.inspection.steps.prefix(figure.step)
    let points = earlier.map { place($0.before) }
    var path = Path()
    for run in LineClipping.polyline(points, to: frame) { path.append(run.points) }
    let stroke = Stroke(
      theme.colors.mutedInk, width: 0.7 * theme.sizes.line,
      casing: .init(theme.colors.casing.opacity(0.8), margin: 0.6 * theme.sizes.casing))
    var dots = Path()
    for point in points where frame.contains(point) {
      dots.append(Path.circle(point, radius: theme.sizes.dot))
    }
    return .group(
      "history", clip: frame,
      [.path(path, Paint(stroke: stroke)), .path(dots, .fill(theme.colors.mutedInk))])
  }

  private func probes(_ frame: Rectangle, _ place: ([Double]) -> Point) -> [Mark] {
    var marks: [Mark] = []
    if current.gradientPoint != current.before {
      marks.append(
        .group(
          "look-ahead",
          [
            Marker.square.mark(
              at: place(current.gradientPoint), radius: theme.sizes.marker,
              theme.colors.series.vermilion, casing: theme.colors.casing, isHollow: true)
          ]))
    }
    let crosses = current.probes.dropFirst().map(place).filter(frame.contains).map {
      Marker.cross.mark(
        at: $0, radius: 0.6 * theme.sizes.marker, theme.colors.series.vermilion,
        casing: theme.colors.casing)
    }
    if !crosses.isEmpty { marks.append(.group("probes", crosses)) }
    return marks
  }

  /// Points that the rule keeps beside the iterate, where they are in sight.
  private func places(
    _ frame: Rectangle, _ place: ([Double]) -> Point, _ labels: inout [Label]
  ) -> [Mark] {
    var marks: [Mark] = []
    for memory in current.memory where MemoryRole(memory.name) == .place {
      let point = place(memory.after)
      guard frame.contains(point) else { continue }
      let color = theme.colors.series.green
      marks.append(
        .group(
          "place \(memory.name)",
          [
            Marker.diamond.mark(
              at: point, radius: theme.sizes.marker, color, casing: theme.colors.casing,
              isHollow: true)
          ]))
      labels.append(
        Label(text: RichText(Words.memory(memory.name, figure.language)), color: color, near: point)
      )
    }
    return marks
  }

  /// Steps of one size in the rule's own measure: through the end of Δ, radii as 1/√v.
  private func ellipse(_ frame: Rectangle, _ place: ([Double]) -> Point) -> Mark? {
    guard let metric = Self.metric(current) else { return nil }
    let radii = Self.radii(current, metric)
    guard radii.allSatisfy({ $0.isFinite && $0 > 0 && $0 < 1e3 * reach }) else { return nil }
    let middle = place(current.before)
    let corner = place([current.before[0] + radii[0], current.before[1] + radii[1]])
    let (width, height) = (abs(corner.x - middle.x), abs(corner.y - middle.y))
    let color = theme.colors.series.green
    let outline = Path.ellipse(middle, radiusX: width, radiusY: height)
    let stroke = Stroke(
      color, width: theme.sizes.line, dash: [4, 2.2].map { $0 * theme.sizes.line },
      casing: .init(theme.colors.casing.opacity(0.7), margin: 0.5 * theme.sizes.casing))
    return .group(
      "metric", clip: frame,
      [.path(outline, Paint(fill: color.opacity(0.12))), .path(outline, Paint(stroke: stroke))])
  }

  /// Half the axes of the ellipse that goes through the end of the step.
  static func radii(_ step: InspectedStep, _ metric: [Double]) -> [Double] {
    let size = hypotenuse(zip(step.move, metric).map { $0 * $1 })
    return metric.map { size / $0 }
  }

  private func named(
    _ labels: [Label], _ lines: [[Point]], _ frame: Rectangle, _ place: ([Double]) -> Point,
    _ measuring: some TextMeasuring
  ) -> Mark {
    let style = theme.text(\.text, weight: .medium).anchored(.middle, .middle)
    var placement = LabelPlacement(
      bounds: frame.inset(by: 2 * theme.sizes.scale), unit: theme.sizes.small)
    for line in lines { placement.avoid(line, weight: 2) }
    for point in [current.before, current.after] {
      let (middle, room) = (place(point), 1.5 * theme.sizes.marker)
      placement.reserve(
        Rectangle(x: middle.x - room, y: middle.y - room, width: 2 * room, height: 2 * room))
    }
    let padding = 0.3 * style.size
    let requests = labels.map { label in
      LabelPlacement.Request(
        Size(measuring.width(of: label.text, style: style) + 2 * padding, 1.3 * style.size),
        near: label.near, radius: 0.5 * theme.sizes.marker)
    }
    let marks = zip(labels, placement.place(requests)).map { label, placed -> Mark in
      .group(
        "label",
        [
          .path(Path(placed.box, radius: padding), .fill(theme.colors.casing.opacity(0.8))),
          .text(
            label.text.color(label.color.mixed(with: theme.colors.ink, 0.25)), style,
            at: placed.box.center),
        ])
    }
    return .group("labels", clip: frame, marks)
  }
}

private func hypotenuse(_ vector: [Double]) -> Double {
  vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
}
