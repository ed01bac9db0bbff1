import LossSurfaces
import Scenes
import Trajectories

/// A plane through more than two parameters: the surface on it, and where paths lie when seen from
/// straight above.
extension PathPanel {
  static func slice(_ context: FigureContext, _ frame: Rectangle) -> PathPanel {
    guard let plane = context.plane else { return sketch(for: context) }
    var panel = slicePanel(context, plane, frame)
    let sampler = SurfaceSampler(
      surface: context.surface, plane: plane, x: panel.x, y: panel.y, threads: context.threads)
    let cell = (context.surface.model == nil ? 4 : 8) * context.theme.sizes.scale
    let map = SurfaceMap(
      sampler, in: frame, measure: context.measure, best: context.bestLoss,
      start: context.startLoss, cell: cell)
    panel.background = [map.marks(context.theme)]
    panel.levels = map.levels
    return panel
  }

  /// The same without what lies under the paths.
  static func slicePanel(
    _ context: FigureContext, _ plane: SurfacePlane, _ frame: Rectangle
  ) -> PathPanel {
    let places = context.result.runs.flatMap { run in
      PrincipalComponents.usable(run.trajectory, in: context.surface)
        .map { plane.place(run.trajectory.point($0)) }
    }
    let x = scale(places.map(\.x), plane, from: frame.minX, to: frame.maxX)
    let y = scale(places.map(\.y), plane, from: frame.maxY, to: frame.minY)
    let titles = plane.titles(context)
    var panel = PathPanel(
      frame: frame, x: x, y: y, xTitle: titles.x, yTitle: titles.y, background: [],
      warning: plane.warning(context), isSlice: true
    ) { trajectory in
      (0..<trajectory.count).map { row in
        let place = plane.place(trajectory.point(row))
        return Point(x.position(of: place.x), y.position(of: place.y))
      }
    }
    // A star stands on the plane: a minimum elsewhere is not under it.
    let reach = x.domain.upperBound - x.domain.lowerBound
    panel.minima = context.surface.card.minima.filter { plane.distance($0.at) < 0.01 * reach }
      .map { minimum in
        let place = plane.place(minimum.at)
        return panel.place(place.x, place.y)
      }.filter(frame.contains)
    return panel
  }

  /// What the paths cover, with a margin; of a random plane, at least a length of the weights.
  private static func scale(
    _ numbers: [Double], _ plane: SurfacePlane, from start: Double, to end: Double
  ) -> Scale {
    let numbers = numbers.filter(\.isFinite)
    var (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
    if case .random = plane.choice { (low, high) = (min(low, -1), max(high, 1)) }
    let margin = high > low ? 0.12 * (high - low) : 1
    return Scale(domain: low - margin...high + margin, from: start, to: end)
  }
}

extension SurfacePlane {
  /// What the axes are called.
  fileprivate func titles(_ context: FigureContext) -> (x: RichText, y: RichText) {
    let language = context.language
    switch choice {
    case .weights(let a, let b):
      let labels = context.surface.card.axisLabels
      return (RichText(labels[a]), RichText(labels[b]))
    case .random:
      return (
        RichText(Words.randomDirection(language, "1")),
        RichText(Words.randomDirection(language, "2"))
      )
    case .principal:
      let titles = shares.enumerated().map { index, share in
        let percent = language.numbers.short(100 * share, digits: 3)
        return RichText(Words.component(language, "\(index + 1)") + " (\(percent) %)")
      }
      return (titles[0], titles[1])
    }
  }

  /// What the plane is, and what it does not show.
  fileprivate func warning(_ context: FigureContext) -> String {
    let language = context.language
    let count = "\(context.surface.dimension)"
    let kind: String =
      switch choice {
      case .weights: Words.weightPlane(language, count)
      case .random(let seed): Words.randomPlane(language, count, "\(seed)")
      case .principal: Words.principalPlane(language, count, sharesText(context))
      }
    return kind + " " + (holdsPaths ? Words.inPlane : Words.sliceWarning)(language)
  }

  /// How much of each run's variance the plane holds, by name.
  private func sharesText(_ context: FigureContext) -> String {
    zip(context.names, sharesOfRuns).map { name, share in
      "\(name) \(context.numbers.short(100 * share, digits: 2)) %"
    }.joined(separator: ", ")
  }
}
