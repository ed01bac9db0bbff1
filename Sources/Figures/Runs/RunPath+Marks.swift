import Scenes

extension RunPath {
  /// The line with its dots.
  func lineMarks(_ theme: Theme) -> [Mark] {
    let stroke = theme.stroke(style.color, dash: style.dash.lengths)
    var path = Path()
    for part in parts { path.append(Polyline.simplified(part.points, tolerance: 0.1)) }
    var dotted = Path()
    for dot in dots { dotted.append(Path.circle(dot, radius: theme.sizes.dot)) }
    let outline = Stroke(theme.colors.casing, width: 0.7 * theme.sizes.dot)
    return [
      .path(path, Paint(stroke: stroke)), .path(dotted, Paint(stroke: outline)),
      .path(dotted, .fill(style.color)),
    ]
  }

  /// Larger dots in the ground's own colours, each by its own loss: where that differs from the
  /// ground, the point is not on the plane.
  func lossMarks(_ theme: Theme, _ color: (Double) -> Color) -> [Mark] {
    zip(dots, dotLosses).map { place, loss in
      let ring = Stroke(style.color, width: 0.8 * theme.sizes.line)
      return .path(
        .circle(place, radius: 2.1 * theme.sizes.dot), Paint(fill: color(loss), stroke: ring))
    }
  }

  /// The line as a thin one for others to move on.
  func faintMark(_ theme: Theme) -> Mark {
    var path = Path()
    for part in parts { path.append(Polyline.simplified(part.points, tolerance: 0.1)) }
    return .path(path, Paint(stroke: theme.faintStroke(style.color)))
  }

  /// The filled marker, the arrow or the cross at the end.
  func endMark(_ theme: Theme) -> Mark {
    let radius = theme.sizes.marker
    switch ending {
    case .inside(let place):
      return style.marker.mark(
        at: place, radius: radius, style.color, casing: theme.colors.casing)
    case .outside(let place, let direction, _):
      return Self.arrow(at: place, direction, radius, style.color, theme)
    case .diverged(let place, _):
      return Marker.cross.mark(
        at: place, radius: 1.3 * radius, style.color, casing: theme.colors.casing)
    }
  }

  /// A head that points out of the frame, its tip on it.
  static func arrow(
    at tip: Point, _ direction: Point, _ radius: Double, _ color: Color, _ theme: Theme
  ) -> Mark {
    let back = tip - 2.6 * radius * direction
    let side = Point(-1.1 * radius * direction.y, 1.1 * radius * direction.x)
    let head = Path([tip, back + side, back + 0.5 * radius * direction, back - side], closed: true)
    let halo = Stroke(theme.colors.casing, width: 0.45 * radius)
    return .group("arrow", [.path(head, Paint(stroke: halo)), .path(head, .fill(color))])
  }
}
