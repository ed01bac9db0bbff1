import Scenes

/// A logged run's way through a panel.
struct LoggedPath {
  let name: String
  let style: RunStyle
  private let parts: [LineClipping.Run]
  /// Places of steps 1, 2, 5, 10, 20, 50 and so on.
  private let dots: [Point]
  private let isComplete: Bool

  init(name: String, style: RunStyle, places: [Point], box: Rectangle) {
    self.name = name
    self.style = style
    parts = LineClipping.polyline(places, to: box)
    dots = places.indices.filter(RunPath.isMark).map { places[$0] }.filter(box.contains)
    isComplete = places.allSatisfy(\.isFinite)
  }

  private var last: Point? { parts.last?.points.last }

  func lines(_ theme: Theme) -> [Mark] {
    var path = Path()
    for part in parts { path.append(Polyline.simplified(part.points, tolerance: 0.1)) }
    var dotted = Path()
    for dot in dots { dotted.append(Path.circle(dot, radius: theme.sizes.dot)) }
    let outline = Stroke(theme.colors.casing, width: 0.7 * theme.sizes.dot)
    return [
      .path(path, Paint(stroke: theme.stroke(style.color, dash: style.dash.lengths))),
      .path(dotted, Paint(stroke: outline)), .path(dotted, .fill(style.color)),
    ]
  }

  /// A marker, or a cross where a point is no number.
  func end(_ theme: Theme) -> Mark? {
    last.map {
      (isComplete ? style.marker : Marker.cross).mark(
        at: $0, radius: theme.sizes.marker, style.color, casing: theme.colors.casing)
    }
  }

  /// A ring for each place where runs begin.
  static func starts(_ paths: [LoggedPath], _ theme: Theme) -> [Mark] {
    var places: [Point] = []
    for start in paths.compactMap({ $0.parts.first?.points.first })
    where !places.contains(where: { $0.distance(to: start) < theme.sizes.marker }) {
      places.append(start)
    }
    return places.map {
      Marker.circle.mark(
        at: $0, radius: 1.2 * theme.sizes.marker, theme.colors.ink, casing: theme.colors.casing,
        isHollow: true)
    }
  }

  static func labels(
    _ paths: [LoggedPath], _ box: Rectangle, _ theme: Theme, _ measuring: some TextMeasuring
  ) -> Mark {
    let style = theme.text(\.small, weight: .medium).anchored(.middle, .middle)
    var placement = LabelPlacement(bounds: box.inset(by: 3), unit: theme.sizes.small)
    for path in paths { for part in path.parts { placement.avoid(part.points) } }
    let ended = paths.compactMap { path in path.last.map { (path, $0) } }
    let shown = ended.map { path, _ in
      measuring.shortened(path.name, style: style, width: 0.4 * box.width)
    }
    let pad = 0.3 * style.size
    let requests = zip(shown, ended).map { text, entry in
      LabelPlacement.Request(
        Size(measuring.width(of: RichText(text), style: style) + 2 * pad, 1.35 * style.size),
        near: entry.1, radius: 1.4 * theme.sizes.marker)
    }
    let placed = placement.place(requests)
    let marks = ended.indices.map { index -> Mark in
      let color = ended[index].0.style.color.mixed(with: theme.colors.ink, 0.35)
      var marks: [Mark] = []
      if let start = placed[index].leader.first, let end = placed[index].leader.last {
        marks.append(
          .line(from: start, to: end, Stroke(theme.colors.mutedInk, width: theme.sizes.hairline)))
      }
      marks.append(
        .path(
          Path(placed[index].box, radius: pad), .fill(theme.colors.casing.opacity(0.82))))
      marks.append(
        .text(RichText(shown[index]).color(color), style, at: placed[index].box.center))
      return .group("label", marks)
    }
    return .group("labels", marks)
  }
}
