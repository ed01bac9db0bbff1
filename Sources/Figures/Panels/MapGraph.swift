import LossSurfaces
import Scenes
import Trajectories

/// A panel of a grid that shows a surface of two parameters with something on it.
enum MapGraph {
  /// - Parameter window: what is shown of the surface; all of its domain where nil.
  static func graph(
    _ name: String, _ context: FigureContext, title: RichText?,
    window: [ClosedRange<Double>]? = nil,
    hasNumbers: Bool = false, overlay: @escaping (PathPanel) -> [Mark]
  ) -> Graph {
    var surface = context.surface
    if let window { surface.card.domain = window }
    let domain = surface.card.domain
    let labels = surface.card.axisLabels
    func direction(_ index: Int) -> Graph.Direction {
      var direction = Graph.Direction(domain: domain[index], title: RichText(labels[index]))
      direction.isBare = !hasNumbers
      if !hasNumbers { direction.ticks = [] }
      return direction
    }
    var graph = Graph(name, x: direction(0), y: direction(1), title: title)
    let shown = surface
    graph.underlay = { frame in
      let map = SurfaceMap(
        shown, in: frame.box, measure: context.measure, best: context.bestLoss,
        start: context.startLoss, theme: context.theme, threads: context.threads)
      return [map.marks(context.theme)]
    }
    graph.overlay = { frame in overlay(panel(shown, frame)) }
    return graph
  }

  private static func panel(_ surface: LossSurface, _ frame: GraphFrame) -> PathPanel {
    let (x, y) = (frame.x, frame.y)
    var panel = PathPanel(
      frame: frame.box, x: x, y: y, xTitle: "", yTitle: "", background: [], warning: ""
    ) { trajectory in
      (0..<trajectory.count).map { row in
        Point(
          x.position(of: trajectory.coordinate(row, 0)),
          y.position(of: trajectory.coordinate(row, 1)))
      }
    }
    let card = surface.card
    func visible(_ minima: [SurfaceCard.KnownPoint]) -> [Point] {
      minima.map { panel.place($0.at[0], $0.at[1]) }.filter(frame.box.contains)
    }
    panel.minima = visible(card.minima.filter(card.isLowest))
    panel.localMinima = visible(card.minima.filter { !card.isLowest($0) })
    return panel
  }

  /// One run's path with its ends, and the minima.
  static func path(
    _ run: RaceRun, _ style: RunStyle, _ panel: PathPanel, _ theme: Theme
  ) -> [Mark] {
    let path = RunPath(run, named: run.name, style: style, in: panel)
    let radius = 1.1 * theme.sizes.marker
    let stars =
      panel.localMinima.map { Marker.minimum(at: $0, isLowest: false, radius: radius, theme) }
      + panel.minima.map { Marker.minimum(at: $0, isLowest: true, radius: radius, theme) }
    let start = path.parts.first?.points.first.map {
      Marker.circle.mark(
        at: $0, radius: theme.sizes.marker, theme.colors.ink, casing: theme.colors.casing,
        isHollow: true)
    }
    return [.group("path \(run.name)", path.lineMarks(theme))] + stars
      + [.group("end \(run.name)", [path.endMark(theme)])] + [start].compactMap(\.self)
  }

  /// Where a run begins and where it ends.
  static func ends(_ run: RaceRun, _ panel: PathPanel) -> [Point] {
    let places = panel.places(run.trajectory)
    return [places.first, places.last].compactMap(\.self).filter(\.isFinite)
  }

  /// A line of text in a corner of a panel, on a ground of its own.
  static func note(
    _ text: RichText, _ frame: Rectangle, avoiding points: [Point] = [], _ theme: Theme,
    _ measuring: some TextMeasuring
  ) -> [Mark] {
    let style = theme.text(\.small, weight: .medium).anchored(.start, .middle)
    let pad = 0.35 * style.size
    let width = min(measuring.width(of: text, style: style) + 2 * pad, frame.width)
    let left = Rectangle(
      x: frame.minX + pad, y: frame.maxY - 1.4 * style.size - pad, width: width,
      height: 1.4 * style.size)
    let right = left.offset(by: Point(frame.width - width - 2 * pad, 0))
    func covered(_ box: Rectangle) -> Int {
      points.count { box.inset(by: -1.2 * theme.sizes.marker).contains($0) }
    }
    let box = covered(right) < covered(left) ? right : left
    return [
      .group(
        "note",
        [
          .path(Path(box, radius: pad), .fill(theme.colors.casing.opacity(0.82))),
          .text(text, style, at: Point(box.minX + pad, box.center.y)),
        ])
    ]
  }
}
