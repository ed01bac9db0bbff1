import LossSurfaces
import ReproducibleMath
import Scenes
import Trajectories

/// Where the points of logged runs lie in the picture, and what their losses were.
struct LoggedView {
  private let figure: LoggedFigure
  private let theme: Theme
  /// Points of the picture's plane, a list a run.
  private let places: [[Point]]
  private let x: Graph.Direction
  private let y: Graph.Direction
  /// f along each run: as it was logged, or of the surface; nil where nobody knows.
  private let values: [[Double]?]
  /// What the picture shows of runs with more than two parameters.
  private let components: PrincipalComponents?
  let warning: String

  init(_ figure: LoggedFigure, _ theme: Theme) {
    self.figure = figure
    self.theme = theme
    let language = figure.language
    let dimension = figure.runs[0].points[0].count
    values = figure.runs.map { run in
      run.losses
        ?? figure.surface.map { surface in
          var surface = surface
          return run.points.map { surface.value(at: $0.span) }
        }
    }
    if dimension == 2 {
      components = nil
      places = figure.runs.map { $0.points.map { Point($0[0], $0[1]) } }
      let labels = figure.surface?.card.axisLabels ?? ["x", "y"]
      let domain = figure.surface?.card.domain
      x = Self.direction(places, \.x, domain?[0], RichText(labels[0]))
      y = Self.direction(places, \.y, domain?[1], RichText(labels[1]))
      warning = Words.planeWarning(language)
    } else {
      let components = PrincipalComponents(paths: figure.runs.map(\.points), limit: .infinity)
      self.components = components
      places = figure.runs.map { $0.points.map(components.project) }
      func title(_ index: Int) -> RichText {
        let share = language.numbers.short(100 * components.shares[index], digits: 3)
        return RichText(Words.component(language, "\(index + 1)") + " (\(share) %)")
      }
      x = Self.direction(places, \.x, nil, title(0))
      y = Self.direction(places, \.y, nil, title(1))
      warning = Words.projectionWarning(language, "\(dimension)")
    }
  }

  /// The domain of the surface, or what holds all finite points with a margin.
  private static func direction(
    _ places: [[Point]], _ key: KeyPath<Point, Double>, _ domain: ClosedRange<Double>?,
    _ title: RichText
  ) -> Graph.Direction {
    if let domain { return .init(domain: domain, title: title) }
    let numbers = places.joined().map { $0[keyPath: key] }.filter(\.isFinite)
    let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
    let margin = high > low ? 0.07 * (high - low) : 1
    return .init(domain: low - margin...high + margin, title: title)
  }

  func paths(_ styles: [RunStyle], _ page: Page, _ measuring: some TextMeasuring) -> Graph {
    var graph = Graph("paths", x: x, y: y)
    let (figure, theme, places) = (figure, theme, places)
    let finite = values.compactMap(\.self).joined().filter(\.isFinite)
    graph.underlay = { frame in
      guard let surface = figure.surface, surface.dimension == 2 else {
        return [.rectangle(frame.box, .fill(theme.colors.field.color(at: 0)))]
      }
      let best = finite.min() ?? 0
      let map = SurfaceMap(
        surface, in: frame.box, measure: LossMeasure(surface, best: best), best: best,
        start: values.first??.first ?? best, theme: theme, threads: figure.threads)
      return [map.marks(theme)]
    }
    graph.overlay = { frame in
      let card = figure.surface?.dimension == 2 ? figure.surface?.card : nil
      var marks = (card?.minima ?? []).compactMap { minimum -> Mark? in
        let place = frame.place(Point(minimum.at[0], minimum.at[1]))
        guard frame.box.contains(place) else { return nil }
        return Marker.minimum(
          at: place, isLowest: card?.isLowest(minimum) ?? true, radius: 1.3 * theme.sizes.marker,
          theme)
      }
      let paths = places.indices.map { index in
        LoggedPath(
          name: figure.runs[index].name, style: styles[index],
          places: places[index].map(frame.place), box: frame.box)
      }
      marks += paths.map { .group("path \($0.name)", $0.lines(theme)) }
      marks += paths.compactMap { path in path.end(theme).map { .group("end \(path.name)", [$0]) } }
      marks += LoggedPath.starts(paths, theme)
      return marks + [LoggedPath.labels(paths, frame.box, theme, measuring)]
    }
    return graph
  }

  /// The paths as they lie in the picture, with their losses, and the panel of these.
  var data: FigureData {
    let paths = FigureData.Panel(
      "paths", x: x.title?.plain ?? "x", y: y.title?.plain ?? "y", value: "loss",
      series: figure.runs.indices.map { index in
        FigureData.Series(
          figure.runs[index].name, places[index], values: values[index] ?? [])
      })
    let styles = figure.runs.map { _ in RunStyle.series(1, theme)[0] }
    let distances = distances(styles, .plain).map(FigureData.Panel.init)
    guard let graph = losses(styles, .plain) else { return FigureData([paths] + distances) }
    let offset = offset ?? 0
    // The curve stops at the axis; the numbers do not.
    let curves = zip(figure.runs, values).compactMap { run, values in
      values.map { values in
        FigureData.Series(
          run.name, values.enumerated().map { Point(Double($0.offset), $0.element - offset) })
      }
    }
    var panel = FigureData.Panel(graph)
    panel.series = curves
    return FigureData([paths, panel] + distances)
  }

  /// How far weights went from their start, and how far from the picture's plane they were on the
  /// way; none where the picture shows all parameters.
  func distances(_ styles: [RunStyle], _ page: Page) -> [Graph] {
    guard let components else { return [] }
    let language = figure.language
    let last = Double(max((figure.runs.map(\.points.count).max() ?? 2) - 1, 1))
    func graph(
      _ name: String, _ title: String, isLast: Bool, _ value: ([Double], [Double]) -> Double
    ) -> Graph {
      let curves = figure.runs.map { run in
        run.points.enumerated().map { Point(Double($0.offset), value($0.element, run.points[0])) }
      }
      let top = curves.joined().map(\.y).filter(\.isFinite).max() ?? 0
      var graph = Graph(
        name,
        x: .init(domain: 0...last, title: RichText(Words.stepAxis(language)), isBare: !isLast),
        y: .init(domain: 0...(top > 0 ? 1.08 * top : 1), title: RichText(title)))
      graph.lines = curves.enumerated().map { index, points in
        Graph.Line(
          name: figure.runs[index].name, style: styles[index], points: points, weight: .thin,
          end: points.last?.y.isFinite == true ? .marker : .cross)
      }
      return graph
    }
    return [
      graph("travelled", Words.startDistance(language), isLast: false) { point, start in
        PrincipalComponents.length(zip(point, start).map { $0 - $1 })
      },
      graph("plane distances", Words.planeDistance(language), isLast: true) { point, _ in
        components.distance(point)
      },
    ]
  }

  /// What losses are measured from: f*, unless a loss is below it.
  private var offset: Double? {
    let finite = values.compactMap(\.self).joined().filter(\.isFinite)
    guard let low = finite.min(), let lowest = figure.surface?.card.lowestValue,
      low >= lowest - 1e-9 * max(1, abs(lowest))
    else { return nil }
    return lowest
  }

  func losses(_ styles: [RunStyle], _ page: Page) -> Graph? {
    let finite = values.compactMap(\.self).joined().filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    let language = figure.language
    let gap = self.offset
    let offset = gap ?? 0
    let positive = finite.map { $0 - offset }.filter { $0 > 0 }
    let isLogarithmic = low - offset >= 0 && !positive.isEmpty
    let last = Double(max((values.map { $0?.count ?? 0 }.max() ?? 2) - 1, 1))
    let top = max(high - offset, positive.max() ?? 1)
    let bottom = max(positive.min() ?? top / 10, 1e-16 * top)
    var graph = Graph(
      "losses", x: .init(domain: 0...last, title: RichText(Words.stepAxis(language))),
      y: .init(
        kind: isLogarithmic ? .logarithmic : .linear,
        domain: isLogarithmic
          ? min(bottom, top / 10) / 1.5...1.5 * top
          : low - offset...(high > low ? high - offset : low - offset + 1),
        title: RichText(gap == nil ? Words.loss(language) : Words.gap(language))))
    graph.lines = values.enumerated().compactMap { index, values in
      guard let values else { return nil }
      var line = Graph.Line(
        name: figure.runs[index].name, style: styles[index],
        points: values.enumerated().map {
          let value = $0.element - offset
          return Point(Double($0.offset), isLogarithmic ? max(value, bottom / 1.4) : value)
        })
      line.end = values.last?.isFinite == true ? .marker : .cross
      // Beside more panels the names at the ends of the paths are enough.
      line.label = components == nil ? RichText(figure.runs[index].name) : nil
      return line
    }
    return graph
  }
}
