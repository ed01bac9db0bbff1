import Scenes

/// An arrow with a head of its own colour; too short a one is a dot.
struct VectorArrow {
  var start: Point
  var end: Point
  var color: Color
  var width: Double

  func mark(_ theme: Theme) -> Mark {
    let delta = end - start
    let length = delta.length
    let head = min(5.2 * width, 0.6 * length)
    guard length > 0.5 * width, delta.isFinite else {
      return .group("arrow", [.path(Path.circle(start, radius: width), .fill(color))])
    }
    let along = (1 / length) * delta
    let across = Point(-along.y, along.x)
    let base = end - head * along
    let side = 0.42 * head
    let tip = Path(
      [end, base + side * across, base + 0.16 * head * along, base - side * across],
      closed: true)
    let halo = Stroke(theme.colors.casing, width: 0.9 * width, join: .round)
    return .group(
      "arrow",
      [
        .line(
          from: start, to: base + 0.2 * head * along,
          Stroke(color, width: width, casing: .init(theme.colors.casing, margin: 0.5 * width))),
        .path(tip, Paint(stroke: halo)), .path(tip, .fill(color)),
      ])
  }
}
