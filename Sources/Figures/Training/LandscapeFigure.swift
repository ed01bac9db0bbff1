public import Scenes
public import Training

/// The loss over a plane through parameter space, with the optimizers' ways near it, and how far
/// from the plane they were.
public struct LandscapeFigure: Figure {
  public var landscape: LossLandscape
  public var report: SweepReport
  public var theme: Theme.Name
  public var language: Language

  public init(
    _ landscape: LossLandscape, _ report: SweepReport, theme: Theme.Name = .light,
    language: Language = .english
  ) {
    self.landscape = landscape
    self.report = report
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let training = TrainingPage(report, theme, language, size: size)
    var page = training.page
    page.title = Words.landscapeTitle(language, report.dataSet)
    page.lesson =
      landscape.kind == .principal
      ? Words.principalLesson(language) : Words.randomLesson(language, "\(landscape.seed)")
    let remark = Words.landscapeRemark(language, page.numbers.integer(landscape.examples))
    let shares = landscape.kind == .principal ? " " + Words.landscapeShares(language) : ""
    page.remarks.insert(remark + shares, at: 0)
    let shown = page
    return page.scene(size: size, measuring: measuring) { area in
      let parts = area.columns([1.6, 1], gap: shown.theme.sizes.gap)
      return GraphGrid([[map(training, shown)]]).marks(in: parts[0], shown, measuring)
        + GraphGrid([[losses(training, shown)], [distances(training, shown)]]).marks(
          in: parts[1], shown, measuring)
    }
  }

  private func title(_ index: Int, _ page: Page) -> RichText {
    guard landscape.kind == .principal else {
      return RichText(Words.direction(language, "\(index + 1)"))
    }
    let share = page.numbers.short(100 * landscape.explained[index], digits: 3)
    return RichText(Words.component(language, "\(index + 1)") + " (\(share) %)")
  }

  private func map(_ training: TrainingPage, _ page: Page) -> Graph {
    let x = landscape.x, y = landscape.y
    var graph = Graph(
      "landscape", x: .init(domain: x[0]...x[x.count - 1], title: title(0, page)),
      y: .init(domain: y[0]...y[y.count - 1], title: title(1, page)))
    let field = LandscapeField(landscape)
    graph.underlay = { frame in [field.map(frame)] }
    graph.lines = landscape.paths.map { path in
      Graph.Line(
        name: training.names[path.entrant], style: training.styles[path.entrant],
        points: path.points.map { Point($0.x, $0.y) }, weight: .path, end: .marker)
    }
    graph.valueTitle = Words.trainingLoss(language)
    graph.shown =
      landscape.paths.map { path in
        FigureData.Series(
          "\(training.names[path.entrant]), true loss", path.points.map { Point($0.x, $0.y) },
          values: path.points.map(\.loss))
      } + [FigureData.Series("plane", x: x, y: y, values: landscape.values)]
    graph.overlay = { frame in
      landscape.paths.flatMap { path -> [Mark] in
        let dots = path.points.dropLast().map { point in
          field.dot(point, training.styles[path.entrant].color, frame)
        }
        return [.group("points \(training.names[path.entrant])", dots)]
      }
        + [start(frame)].compactMap(\.self)
    }
    return graph
  }

  private func start(_ frame: GraphFrame) -> Mark? {
    guard let first = landscape.paths.lazy.compactMap(\.points.first).first else { return nil }
    return Marker.circle.mark(
      at: frame.place(Point(first.x, first.y)), radius: 1.25 * frame.page.theme.sizes.marker,
      frame.page.theme.colors.ink, casing: frame.page.theme.colors.casing, isHollow: true)
  }

  private func epochs(_ page: Page) -> ClosedRange<Double> {
    0...Double(max(landscape.paths.flatMap(\.points).map(\.epoch).max() ?? 1, 1))
  }

  private func losses(_ training: TrainingPage, _ page: Page) -> Graph {
    let seeds = landscape.paths.map { path in
      SeedCurves(curves: [path.points.map { Point(Double($0.epoch), $0.loss) }])
    }
    let (kind, domain) = LossDomain.domain(of: seeds)
    var graph = Graph(
      "losses", x: .init(domain: epochs(page), title: RichText(Words.epochs(language))),
      y: .init(kind: kind, domain: domain, title: RichText(Words.trainingLoss(language))))
    for (path, curves) in zip(landscape.paths, seeds) {
      graph.lines.append(line(path, curves.curves[0], training, labelled: true))
    }
    return graph
  }

  private func distances(_ training: TrainingPage, _ page: Page) -> Graph {
    let high = landscape.paths.flatMap(\.points).map(\.distance).filter(\.isFinite).max() ?? 1
    var graph = Graph(
      "distances", x: .init(domain: epochs(page), title: RichText(Words.epochs(language))),
      y: .init(domain: 0...(high > 0 ? 1.08 * high : 1), title: RichText(Words.offPlane(language))))
    graph.lines = landscape.paths.map { path in
      line(path, path.points.map { Point(Double($0.epoch), $0.distance) }, training, labelled: true)
    }
    return graph
  }

  private func line(
    _ path: LossLandscape.Path, _ points: [Point], _ training: TrainingPage, labelled: Bool
  ) -> Graph.Line {
    let share = path.explained.map {
      "  \(training.page.numbers.short(100 * $0, digits: 2)) %"
    }
    return Graph.Line(
      name: training.names[path.entrant], style: training.styles[path.entrant], points: points,
      weight: .thin, end: .marker,
      label: labelled ? RichText(training.names[path.entrant] + (share ?? "")) : nil)
  }
}

extension LandscapeFigure: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    let training = TrainingPage(report, .light, .english, size: Page.plainSize)
    return FigureData(
      [
        plain.map(training, training.page), plain.losses(training, training.page),
        plain.distances(training, training.page),
      ].map(FigureData.Panel.init))
  }
}

/// The field of a landscape, and the colour of any loss in it.
struct LandscapeField {
  private let field: GridField

  init(_ landscape: LossLandscape) {
    let losses = landscape.paths.flatMap(\.points).map(\.loss).filter(\.isFinite)
    let start = landscape.paths.lazy.compactMap(\.points.first?.loss).first { $0.isFinite }
    let lowest = min(landscape.values.filter(\.isFinite).min() ?? 1, losses.min() ?? 1)
    field = GridField(
      x: landscape.x, y: landscape.y, values: landscape.values, lowest: lowest,
      middle: start ?? .infinity)
  }

  func map(_ frame: GraphFrame) -> Mark { field.map(frame) }

  /// A point of a path, filled by its true loss: where it differs from the field around, the plane
  /// is far from the path.
  func dot(_ point: LossLandscape.Point, _ color: Color, _ frame: GraphFrame) -> Mark {
    let theme = frame.page.theme
    return .path(
      Path.circle(frame.place(Point(point.x, point.y)), radius: 1.3 * theme.sizes.dot),
      Paint(
        fill: field.color(of: point.loss, theme),
        stroke: Stroke(color, width: 0.6 * theme.sizes.line)))
  }
}
