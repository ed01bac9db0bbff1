import LossSurfaces
import Scenes

/// A surface of two parameters as muted bands between contour lines.
struct SurfaceMap {
  let frame: Rectangle
  let x: Scale
  let y: Scale
  /// What the levels are levels of: f − f* or f.
  let levels: [Double]
  private let contours: [Contour]

  static let levelCount = 14

  /// - Parameters:
  ///   - best: the lowest loss that any run reached.
  ///   - start: the loss where the runs began; at least half of the levels lie between the two.
  init(
    _ surface: LossSurface, in frame: Rectangle, measure: LossMeasure, best: Double, start: Double,
    theme: Theme, threads: Int
  ) {
    self.init(
      surface, in: frame,
      x: Scale(domain: surface.card.domain[0], from: frame.minX, to: frame.maxX),
      y: Scale(domain: surface.card.domain[1], from: frame.maxY, to: frame.minY), measure: measure,
      best: best, start: start, theme: theme, threads: threads)
  }

  /// A window of its own onto the surface.
  init(
    _ surface: LossSurface, in frame: Rectangle, x: Scale, y: Scale, measure: LossMeasure,
    best: Double, start: Double, theme: Theme, threads: Int
  ) {
    self.init(
      SurfaceSampler(surface: surface, x: x, y: y, threads: threads), in: frame, measure: measure,
      best: best, start: start, cell: 2 * theme.sizes.scale)
  }

  /// - Parameter cell: the distance between the places where the surface is looked at.
  init(
    _ sampler: SurfaceSampler, in frame: Rectangle, measure: LossMeasure, best: Double,
    start: Double, cell: Double
  ) {
    self.frame = frame
    (x, y) = (sampler.x, sampler.y)
    let field = sampler.field(over: frame, cell: cell)
    levels = Self.levels(field, measure, best: best, start: start)
    contours = Contour.trace(field, levels: levels.map { $0 + measure.offset }, tolerance: 0.12) {
      sampler.losses(at: $0)
    }
  }

  /// Geometric levels of f − f*; of f itself, levels that share out the area evenly.
  private static func levels(
    _ field: ScalarField, _ measure: LossMeasure, best: Double, start: Double
  ) -> [Double] {
    // Below this, a level's region would be a speck.
    guard let range = field.range, let visible = field.value(aboveNodes: 12) else { return [] }
    if measure.isGap {
      let high = measure(range.upperBound)
      // Where the ground dips below the best of all runs, f − best f says nothing near it.
      let least = measure(visible) > 0 ? 1e-12 : 1e-3
      let low = max(measure(visible), measure(best), least * high)
      return ContourLevels.geometric(
        from: low, over: measure(start), to: high, count: levelCount)
    }
    return ContourLevels.quantiles(of: field, over: start, count: levelCount)
  }

  /// The contour lines alone, one path a level.
  var lines: [Path] { contours.map(\.lines) }

  /// Bands from the lowest up, then lines; all inside the frame.
  func marks(_ theme: Theme) -> Mark {
    let colors = theme.colors.field.colors(levels.count + 1)
    var marks: [Mark] = [.rectangle(frame, .fill(colors[0]))]
    for (contour, color) in zip(contours, colors.dropFirst()) {
      marks.append(.path(contour.region, .fill(color)))
    }
    let stroke = Stroke(theme.colors.contour, width: theme.sizes.hairline)
    for contour in contours { marks.append(.path(contour.lines, Paint(stroke: stroke))) }
    return .group("map", clip: frame, marks)
  }
}
