import LossSurfaces
import Scenes
import Trajectories

/// Where paths are drawn: a map of two parameters, the curve of one, or a projection of more.
struct PathPanel {
  var frame: Rectangle
  var x: Scale
  var y: Scale
  var xTitle: RichText
  var yTitle: RichText
  /// What lies under the paths.
  var background: [Mark]
  /// The lowest minima, and those that are not.
  var minima: [Point] = []
  var localMinima: [Point] = []
  var saddles: [Point] = []
  /// What this view does not show.
  var warning: String
  /// The levels between the background's bands, if it has any.
  var levels: [Double] = []
  /// Whether a point's own loss may be another than the one under its place.
  var isSlice = false
  /// The points of a trajectory in the scene; beyond the frame or undefined as they are.
  var places: @Sendable (Trajectory) -> [Point]

  /// A place in the scene for a pair of coordinates.
  func place(_ first: Double, _ second: Double) -> Point {
    Point(x.position(of: first), y.position(of: second))
  }
}

extension PathPanel {
  /// The panel that suits the number of parameters.
  static func panel(for context: FigureContext, in frame: Rectangle) -> PathPanel {
    switch context.surface.dimension {
    case 1: .curve(context, frame)
    case 2: .map(context, frame)
    default: .slice(context, frame)
    }
  }

  /// The same of any size without a map, for asking where paths go.
  static func sketch(for context: FigureContext) -> PathPanel {
    let frame = Rectangle(minX: 0, minY: 0, maxX: 600, maxY: 400)
    if let plane = context.plane { return slicePanel(context, plane, frame) }
    guard context.surface.dimension == 2 else { return panel(for: context, in: frame) }
    let domain = context.surface.card.domain
    let x = Scale(domain: domain[0], from: frame.minX, to: frame.maxX)
    let y = Scale(domain: domain[1], from: frame.maxY, to: frame.minY)
    return PathPanel(
      frame: frame, x: x, y: y, xTitle: "", yTitle: "", background: [],
      warning: planeWarning(context), places: plane(x, y))
  }

  private static func planeWarning(_ context: FigureContext) -> String {
    let words = context.result.race.isRandom ? Words.noisyPlaneWarning : Words.planeWarning
    return words(context.language)
  }

  private static func plane(_ x: Scale, _ y: Scale) -> @Sendable (Trajectory) -> [Point] {
    { trajectory in
      (0..<trajectory.count).map { row in
        Point(
          x.position(of: trajectory.coordinate(row, 0)),
          y.position(of: trajectory.coordinate(row, 1)))
      }
    }
  }

  private static func map(_ context: FigureContext, _ frame: Rectangle) -> PathPanel {
    let card = context.surface.card
    let map = SurfaceMap(
      context.surface, in: frame, measure: context.measure, best: context.bestLoss,
      start: context.startLoss, theme: context.theme, threads: context.threads)
    var panel = PathPanel(
      frame: frame, x: map.x, y: map.y, xTitle: RichText(card.axisLabels[0]),
      yTitle: RichText(card.axisLabels[1]), background: [map.marks(context.theme)],
      warning: planeWarning(context), levels: map.levels,
      places: plane(map.x, map.y))
    func visible(_ points: [SurfaceCard.KnownPoint]) -> [Point] {
      points.map { panel.place($0.at[0], $0.at[1]) }.filter(frame.contains)
    }
    panel.minima = visible(card.minima.filter(card.isLowest))
    panel.localMinima = visible(card.minima.filter { !card.isLowest($0) })
    panel.saddles = visible(card.saddles)
    return panel
  }

  private static func curve(_ context: FigureContext, _ frame: Rectangle) -> PathPanel {
    let card = context.surface.card
    let x = Scale(domain: card.domain[0], from: frame.minX, to: frame.maxX)
    let columns = Int(frame.width / context.theme.sizes.scale)
    var surface = context.surface
    let curve = (0...columns).map { column in
      let place = frame.minX + frame.width * Double(column) / Double(columns)
      return (place, surface.value(at: [x.value(at: place)].span))
    }
    let values = curve.map(\.1).filter(\.isFinite)
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let margin = high > low ? 0.06 * (high - low) : 1
    let y = Scale(domain: low - margin...high + margin, from: frame.maxY, to: frame.minY)
    let line = curve.map { Point($0.0, y.position(of: $0.1)) }
    let stroke = Stroke(context.theme.colors.mutedInk, width: context.theme.sizes.line)
    let marks = LineClipping.polyline(line, to: frame).map {
      Mark.path(Path($0.points), Paint(stroke: stroke))
    }
    var panel = PathPanel(
      frame: frame, x: x, y: y, xTitle: RichText(card.axisLabels[0]), yTitle: "f",
      background: [
        .rectangle(frame, .fill(context.theme.colors.panel)), .group("curve", clip: frame, marks),
      ],
      warning: Words.lineWarning(context.language)
    ) { trajectory in
      (0..<trajectory.count).map { row in
        Point(
          x.position(of: trajectory.coordinate(row, 0)),
          y.position(of: trajectory.records[row].loss))
      }
    }
    func visible(_ minima: [SurfaceCard.KnownPoint]) -> [Point] {
      minima.map { panel.place($0.at[0], $0.value) }.filter(frame.contains)
    }
    panel.minima = visible(card.minima.filter(card.isLowest))
    panel.localMinima = visible(card.minima.filter { !card.isLowest($0) })
    panel.saddles = card.saddles.map { panel.place($0.at[0], $0.value) }.filter(frame.contains)
    return panel
  }
}
