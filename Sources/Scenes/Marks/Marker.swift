/// A small shape that marks a place or a series.
public enum Marker: String, Hashable, Sendable, CaseIterable {
  case circle, square, diamond, triangleUp, triangleDown, triangleLeft, triangleRight, pentagon
  case hexagon, star, plus, cross

  /// The outline about `center`; all shapes look about as large as a circle of that radius.
  public func path(at center: Point, radius: Double) -> Path {
    switch self {
    case .circle: .circle(center, radius: radius)
    case .square: polygon(4, 1.25, from: -45, center, radius)
    case .diamond: polygon(4, 1.3, from: 0, center, radius)
    case .triangleUp: polygon(3, 1.4, from: -90, center, radius)
    case .triangleDown: polygon(3, 1.4, from: 90, center, radius)
    case .triangleLeft: polygon(3, 1.4, from: 180, center, radius)
    case .triangleRight: polygon(3, 1.4, from: 0, center, radius)
    case .pentagon: polygon(5, 1.15, from: -90, center, radius)
    case .hexagon: polygon(6, 1.12, from: 0, center, radius)
    case .star: star(center, radius)
    case .plus: cross(center, radius, turned: 0)
    case .cross: cross(center, radius, turned: 45)
    }
  }

  /// A filled marker with a casing, or a hollow one with an outline.
  public func mark(
    at center: Point, radius: Double, _ color: Color, casing: Color, isHollow: Bool = false
  ) -> Mark {
    let outline = path(at: center, radius: radius)
    if isHollow {
      let stroke = Stroke(
        color, width: 0.4 * radius, join: .miter, casing: .init(casing, margin: 0.25 * radius))
      return .path(outline, Paint(fill: casing, stroke: stroke))
    }
    let halo = Stroke(casing, width: 0.45 * radius, join: .round)
    return .group(
      "marker", [.path(outline, Paint(stroke: halo)), .path(outline, .fill(color))])
  }

  private func polygon(
    _ corners: Int, _ factor: Double, from degrees: Double, _ center: Point, _ radius: Double
  ) -> Path {
    Path(
      (0..<corners).map { corner in
        let angle = (degrees + 360 * Double(corner) / Double(corners)) * .pi / 180
        return center.offset(angle: angle, distance: factor * radius)
      }, closed: true)
  }

  private func star(_ center: Point, _ radius: Double) -> Path {
    Path(
      (0..<10).map { corner in
        let angle = (-90 + 36 * Double(corner)) * .pi / 180
        return center.offset(
          angle: angle, distance: radius * (corner.isMultiple(of: 2) ? 1.5 : 0.62))
      }, closed: true)
  }

  private func cross(_ center: Point, _ radius: Double, turned degrees: Double) -> Path {
    let (long, short) = (1.25 * radius, 0.38 * radius)
    let corners = [
      (short, short), (short, long), (-short, long), (-short, short), (-long, short),
      (-long, -short), (-short, -short), (-short, -long), (short, -long), (short, -short),
      (long, -short), (long, short),
    ]
    let angle = degrees * .pi / 180
    let (c, s) = (Elementary.cosine(angle), Elementary.sine(angle))
    return Path(
      corners.map { x, y in Point(center.x + c * x - s * y, center.y + s * x + c * y) },
      closed: true)
  }
}

/// Patterns of dashes and gaps in line widths, apart enough to tell series by them.
public enum DashPattern: String, Hashable, Sendable, CaseIterable {
  case solid, long, short, dotted, dashDot, dashDotDot, longDot

  public var lengths: [Double] {
    switch self {
    case .solid: []
    case .long: [6, 2]
    case .short: [3, 1.6]
    case .dotted: [1.2, 1.4]
    case .dashDot: [5, 1.5, 1.2, 1.5]
    case .dashDotDot: [5, 1.4, 1.2, 1.4, 1.2, 1.4]
    case .longDot: [9, 1.6, 1.2, 1.6]
    }
  }
}
