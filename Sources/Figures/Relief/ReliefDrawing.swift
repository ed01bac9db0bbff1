import LossSurfaces
import Scenes
import Trajectories

/// Surface, floor, paths and axes of a relief.
struct ReliefDrawing {
  private let context: FigureContext
  private let ground: ReliefGround
  private let camera: ReliefCamera
  /// Whether it keeps its size from every side.
  private let isTurning: Bool
  /// Each run's points on the ground, in the parts that lie inside the domain.
  private let lines: [[LineClipping.Run]]
  private var theme: Theme { context.theme }

  var chartTheme: Theme { context.theme }
  var surface: LossSurface { context.surface }
  var heightScale: HeightScale { ground.heightScale }
  var language: Language { context.language }
  var numbers: NumberFormat { context.numbers }

  private static let square = Rectangle(minX: -1, minY: -1, maxX: 1, maxY: 1)

  /// - Parameter ground: of this surface, where it is known already.
  init(
    _ context: FigureContext, ground known: ReliefGround?, azimuth: Double?, elevation: Double,
    isTurning: Bool
  ) {
    self.context = context
    self.isTurning = isTurning
    let ground =
      known ?? ReliefGround(context.surface, context.measure, threads: context.threads)
    self.ground = ground
    let lines = context.result.runs.map { run in
      LineClipping.polyline(
        (0..<run.trajectory.count).map {
          ground.ground(run.trajectory.coordinate($0, 0), run.trajectory.coordinate($0, 1))
        }, to: Self.square)
    }
    self.lines = lines
    camera =
      azimuth.map { ReliefCamera(azimuth: $0, elevation: elevation) }
      ?? Self.best(ground, lines.flatMap { $0.map(\.points) }, elevation)
  }

  /// The side from which most of the paths is in sight; of equal ones the most usual.
  private static func best(
    _ ground: ReliefGround, _ lines: [[Point]], _ elevation: Double
  ) -> ReliefCamera {
    let box = Rectangle(minX: 0, minY: 0, maxX: 160, maxY: 160)
    var best: (share: Double, camera: ReliefCamera)?
    for azimuth in [-30.0, 30, -60, 60, -120, 120, 150, -150] {
      let camera = ReliefCamera(azimuth: azimuth, elevation: elevation)
      let stage = ReliefStage(ground, camera, in: box, density: 1)
      let points = lines.joined()
      let seen = points.reduce(0) { $0 + (stage.isVisible($1) ? 1 : 0) }
      let share = points.isEmpty ? 1 : Double(seen) / Double(points.count)
      if share > (best?.share ?? -1) + 0.02 { best = (share, camera) }
      if share > 0.97 { break }
    }
    return best?.camera ?? .usual
  }

  /// The names of the groups that belong to one run alone.
  static func groups(ofRun name: String) -> [String] {
    [trace(name), path(name), drop(name), end(name), RunPath.group(name)]
  }

  private static func trace(_ name: String) -> String { "trace \(name)" }
  private static func path(_ name: String) -> String { "path \(name)" }
  private static func drop(_ name: String) -> String { "drop \(name)" }
  private static func end(_ name: String) -> String { "end \(name)" }

  /// What is where, and what hides it.
  func stage(in area: Rectangle) -> ReliefStage {
    let sizes = theme.sizes
    let box = area.inset(horizontally: 5 * sizes.small, vertically: 1.8 * sizes.small)
    // A picture may be enlarged; a frame is shown as it is.
    let density = isTurning ? 2 : 2 * max(1, 900 / area.width)
    return ReliefStage(ground, camera, in: box, density: density, isTurning: isTurning)
  }

  /// What a page says of each point of the runs that is in sight.
  func guide(in area: Rectangle) -> FilmGuide {
    let stage = stage(in: area)
    let probes = RunProbes(context: context, most: 150)
    return FilmGuide(
      probes: context.result.runs.indices.flatMap { run in
        let trajectory = context.result.runs[run].trajectory
        return probes.probes(trajectory) { row in
          let place = ground.ground(trajectory.coordinate(row, 0), trajectory.coordinate(row, 1))
          guard place.isFinite, Self.square.contains(place), stage.isVisible(place) else {
            return nil
          }
          return stage.place(onSurface: place)
        }.map { FilmGuide.LayerProbe($0, layer: run) }
      })
  }

  func marks(in area: Rectangle, _ measuring: some TextMeasuring) -> [Mark] {
    let stage = stage(in: area)
    let isDark = theme.name == .dark
    return floor(stage) + [stage.image(theme.colors.field, isDark: isDark), contours(stage)]
      + axes(stage, area, measuring) + paths(stage) + ends(stage, area, measuring)
  }

  /// Contours as a map on the floor, with the paths' traces.
  private func floor(_ stage: ReliefStage) -> [Mark] {
    let colors = theme.colors.field.colors(ground.contours.count + 1)
    func outline(_ points: [Point]) -> Path {
      Path(points.map { stage.place(onFloor: $0) }, closed: true)
    }
    let corners = [Point(-1, -1), Point(1, -1), Point(1, 1), Point(-1, 1)]
    var marks: [Mark] = [.path(outline(corners), .fill(colors[0]))]
    for (contour, color) in zip(ground.contours, colors.dropFirst()) {
      let region = contour.region.mapped { stage.place(onFloor: ground.ground(ofField: $0)) }
      marks.append(.path(region, .fill(color)))
    }
    let stroke = Stroke(theme.colors.contour, width: 0.8 * theme.sizes.hairline)
    for contour in ground.contours {
      let lines = contour.lines.mapped { stage.place(onFloor: ground.ground(ofField: $0)) }
      marks.append(.path(lines, Paint(stroke: stroke)))
    }
    marks.append(.path(outline(corners), Paint(stroke: theme.frameStroke)))
    let traces = zip(context.names, zip(context.styles, lines)).map { name, run -> Mark in
      var path = Path()
      for part in run.1 {
        path.append(
          Polyline.simplified(part.points.map { stage.place(onFloor: $0) }, tolerance: 0.15))
      }
      let stroke = Stroke(run.0.color.opacity(0.75), width: 0.6 * theme.sizes.line)
      return .group(Self.trace(name), [.path(path, Paint(stroke: stroke))])
    }
    return [.group("map floor", marks)] + traces
  }

  /// The same contours on the surface, where they are in sight.
  private func contours(_ stage: ReliefStage) -> Mark {
    var path = Path()
    for contour in ground.contours {
      for line in contour.lines.polylines {
        let parts = stage.visibleParts(
          of: line.map { ground.ground(ofField: $0) }, step: 3 * theme.sizes.scale)
        for part in parts { path.append(Polyline.simplified(part, tolerance: 0.15)) }
      }
    }
    let stroke = Stroke(theme.colors.contour, width: 0.8 * theme.sizes.hairline)
    return .group("map contours", [.path(path, Paint(stroke: stroke))])
  }

  private func paths(_ stage: ReliefStage) -> [Mark] {
    zip(context.names, zip(context.styles, lines)).map { name, run in
      var path = Path()
      for part in run.1 {
        let parts = stage.visibleParts(of: part.points, step: 1.5 * theme.sizes.scale)
        for part in parts { path.append(Polyline.simplified(part, tolerance: 0.12)) }
      }
      let stroke = theme.stroke(run.0.color, dash: run.0.dash.lengths)
      return .group(Self.path(name), [.path(path, Paint(stroke: stroke))])
    }
  }

  /// Start, minima, ends with their drop lines, and names.
  private func ends(
    _ stage: ReliefStage, _ area: Rectangle, _ measuring: some TextMeasuring
  ) -> [Mark] {
    let card = context.surface.card
    let square = Self.square
    var marks = card.minima.compactMap { minimum -> Mark? in
      let place = ground.ground(minimum.at[0], minimum.at[1])
      guard square.contains(place), stage.isVisible(place) else { return nil }
      return Marker.minimum(
        at: stage.place(onSurface: place), isLowest: card.isLowest(minimum),
        radius: 1.3 * theme.sizes.marker, theme)
    }
    let panel = panel(stage, area)
    let paths = RunPath.paths(context, in: panel)
    for (path, parts) in zip(paths, lines) {
      guard let last = parts.last?.points.last else { continue }
      let foot = stage.place(onFloor: last)
      let drop = Stroke(
        path.style.color.opacity(0.7), width: theme.sizes.hairline,
        dash: [2, 2].map { $0 * theme.sizes.scale })
      let tip = stage.place(onSurface: last)
      // What stands on the surface hides the drop line; its foot is marked on the floor.
      if !stage.isVisible(last) {
        marks.append(.group(Self.drop(path.name), [.line(from: tip, to: foot, drop)]))
      }
      marks.append(.group(Self.end(path.name), [end(path, at: tip)]))
    }
    if let start = lines.lazy.compactMap({ $0.first?.points.first }).first {
      marks.append(
        Marker.circle.mark(
          at: stage.place(onSurface: start), radius: 1.25 * theme.sizes.marker, theme.colors.ink,
          casing: theme.colors.casing, isHollow: true))
    }
    let labels = EndLabels(paths: paths, panel: panel, theme: theme, language: context.language)
    return marks + [.group("labels", labels.marks(measuring))]
  }

  private func end(_ path: RunPath, at tip: Point) -> Mark {
    let isDiverged = if case .diverged = path.ending { true } else { false }
    return (isDiverged ? Marker.cross : path.style.marker).mark(
      at: tip, radius: (isDiverged ? 1.3 : 1) * theme.sizes.marker, path.style.color,
      casing: theme.colors.casing)
  }

  /// The relief as a panel: a place for each point of a run that lies in the domain.
  private func panel(_ stage: ReliefStage, _ area: Rectangle) -> PathPanel {
    let (ground, square) = (ground, Self.square)
    let unused = Scale(domain: 0...1, from: area.minX, to: area.maxX)
    return PathPanel(
      frame: area, x: unused, y: unused, xTitle: "", yTitle: "", background: [], warning: ""
    ) { trajectory in
      var last = Point(Double.nan, .nan)
      return (0..<trajectory.count).map { row in
        let point = ground.ground(trajectory.coordinate(row, 0), trajectory.coordinate(row, 1))
        // A run that has left stays where it was last seen.
        if point.isFinite, square.contains(point) { last = stage.place(onSurface: point) }
        return last
      }
    }
  }
}
