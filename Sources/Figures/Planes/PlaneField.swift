import LossSurfaces
import Scenes
import Trajectories

/// One plane with the paths of all runs, large with axes and names or small without.
struct PlaneField {
  let context: FigureContext
  private var theme: Theme { context.theme }

  /// The plane with its axes, the key above it, and the names of the runs at their ends.
  func marks(in area: Rectangle, _ measuring: some TextMeasuring) -> [Mark] {
    var area = area
    let strip = area.takeTop(1.6 * theme.sizes.small)
    _ = area.takeLeft(1.45 * theme.sizes.text + 3.4 * theme.sizes.small)
    _ = area.takeBottom(
      Axis.room(.bottom, ticks: [], title: "x", theme: theme, measuring: measuring))
    let frame = Rectangle(
      minX: area.minX.rounded(), minY: area.minY.rounded(), maxX: area.maxX.rounded(),
      maxY: area.maxY.rounded())
    let field = field(in: frame)
    return field.backdrop(measuring) + field.key(in: strip, measuring) + field.marks(measuring)
  }

  /// The plane and its paths alone.
  func thumbnail(_ title: RichText) -> Graph {
    let sketch = PathPanel.sketch(for: context)
    var graph = Graph(
      "plane \(title.plain)", x: .init(domain: sketch.x.domain, ticks: [], isBare: true),
      y: .init(domain: sketch.y.domain, ticks: [], isBare: true), title: title)
    graph.underlay = { frame in
      let field = field(in: frame.box)
      return field.panel.background + field.paths.map(field.line) + field.minimumMarks
        + field.paths.map(field.end) + field.startMarks
    }
    return graph
  }

  private func field(in frame: Rectangle) -> PathField {
    let panel = PathPanel.slice(context, frame)
    return PathField(
      context: context, panel: panel, paths: RunPath.paths(context, in: panel))
  }
}
