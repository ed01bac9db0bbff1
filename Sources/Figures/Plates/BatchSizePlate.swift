public import Scenes
public import Training
import Trajectories

/// What the size of a batch does: gradients as clouds, ways on the loss, and the loss by examples
/// seen and by updates.
public struct BatchSizePlate: Figure {
  public var study: BatchSizeStudy
  public var theme: Theme.Name
  public var language: Language

  public init(_ study: BatchSizeStudy, theme: Theme.Name = .light, language: Language = .english) {
    self.study = study
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    let numbers = page.numbers
    page.title = Words.batchTitle(language)
    page.subtitle = Words.batchSubtitle(
      language, "\(study.examples)", numbers.short(study.learningRate))
    page.lesson = Words.batchLesson(language)
    page.remarks = [Words.batchRemark(language), page.version]
    let shown = page
    let styles = RunStyle.series(study.sizes.count, page.theme)
    return page.scene(size: size, measuring: measuring) { area in
      let parts = area.rows([1, 1, 1.05], gap: 0.6 * shown.theme.sizes.gap)
      return GraphGrid([clouds(styles, shown)]).marks(in: parts[0], shown, measuring)
        + GraphGrid([ways(styles, shown)]).marks(in: parts[1], shown, measuring)
        + GraphGrid([
          [
            losses(styles, shown, byEpoch: true), losses(styles, shown, byEpoch: false),
          ]
        ]).marks(in: parts[2], shown, measuring)
    }
  }

  private func name(_ size: BatchSizeStudy.Size) -> String {
    size.batchSize >= study.examples
      ? Words.batchOfAll(language, "\(size.batchSize)")
      : Words.batchOf(language, "\(size.batchSize)")
  }

  private func colored(_ size: BatchSizeStudy.Size, _ style: RunStyle, _ page: Page) -> RichText {
    RichText(name(size)).color(style.color.mixed(with: page.theme.colors.ink, 0.35))
  }

  /// One window for all clouds: the middle of the widest.
  private func cloudDomain(_ coordinate: Int) -> ClosedRange<Double> {
    let values = study.sizes.flatMap { $0.gradients.map { -$0[coordinate] } }.sorted()
    let low = min(SeedCurves.quantile(values, 0.04), 0)
    let high = max(SeedCurves.quantile(values, 0.96), 0)
    let margin = 0.1 * (high - low) + 1e-9
    return low - margin...high + margin
  }

  private func clouds(_ styles: [RunStyle], _ page: Page) -> [Graph?] {
    let (x, y) = (cloudDomain(0), cloudDomain(1))
    return zip(study.sizes, styles).map { size, style in
      var graph = Graph(
        "cloud \(size.batchSize)", x: .init(domain: x, title: "−∂L/∂w₁"),
        y: .init(
          domain: y, title: size.batchSize == study.sizes.first?.batchSize ? "−∂L/∂w₂" : nil),
        title: colored(size, style, page))
      graph.shown = [
        FigureData.Series("gradients", size.gradients.map { Point(-$0[0], -$0[1]) }),
        FigureData.Series(
          "full gradient", [Point(-study.fullGradient[0], -study.fullGradient[1])]),
      ]
      graph.overlay = { frame in
        let theme = page.theme
        let origin = frame.place(Point(0, 0))
        let dots = size.gradients.map { gradient in
          Mark.path(
            Path.circle(
              frame.place(Point(-gradient[0], -gradient[1])), radius: 0.8 * theme.sizes.dot),
            .fill(style.color.opacity(0.4)))
        }
        let end = frame.place(Point(-study.fullGradient[0], -study.fullGradient[1]))
        return [.group("dots", dots)]
          + Arrow(from: origin, to: end, color: theme.colors.ink, theme: theme).marks
      }
      return graph
    }
  }

  private func ways(_ styles: [RunStyle], _ page: Page) -> [Graph?] {
    let lowest = study.values.min() ?? 0
    let start = study.sizes.first?.losses.first ?? 1
    let field = GridField(
      x: study.x, y: study.y, values: study.values, lowest: lowest, middle: start)
    return zip(study.sizes, styles).map { size, style in
      var graph = Graph(
        "way \(size.batchSize)", x: .init(domain: field.xRange, title: "w₁"),
        y: .init(
          domain: field.yRange, title: size.batchSize == study.sizes.first?.batchSize ? "w₂" : nil))
      graph.underlay = { frame in [field.map(frame)] }
      graph.lines = [
        Graph.Line(
          name: "way \(size.batchSize)",
          style: RunStyle(color: style.color, dash: .solid, marker: style.marker),
          points: size.path.prefix(BatchSizeStudy.updates + 1).map { Point($0[0], $0[1]) },
          weight: .path, end: .marker)
      ]
      graph.shown = [
        FigureData.Series("minimum", [Point(study.minimum[0], study.minimum[1])]),
        FigureData.Series("loss", x: study.x, y: study.y, values: study.values),
      ]
      graph.valueTitle = Words.fullLoss(language)
      graph.overlay = { frame in
        let theme = page.theme
        return [
          Marker.circle.mark(
            at: frame.place(Point(study.start[0], study.start[1])), radius: theme.sizes.marker,
            theme.colors.ink, casing: theme.colors.casing, isHollow: true),
          Marker.star.mark(
            at: frame.place(Point(study.minimum[0], study.minimum[1])),
            radius: 1.2 * theme.sizes.marker, theme.colors.ink, casing: theme.colors.casing),
        ]
      }
      return graph
    }
  }

  private func losses(_ styles: [RunStyle], _ page: Page, byEpoch: Bool) -> Graph {
    let last =
      byEpoch
      ? 3.0 : Double(BatchSizeStudy.updates)
    let all = study.sizes.flatMap(\.losses).filter(\.isFinite)
    let domain = 0.9 * (all.min() ?? 0.1)...1.2 * (study.sizes.first?.losses.first ?? 1)
    var graph = Graph(
      byEpoch ? "loss by epoch" : "loss by update",
      x: .init(
        domain: 0...last, title: RichText((byEpoch ? Words.epochs : Words.updates)(language))),
      y: .init(
        kind: .logarithmic, domain: domain,
        title: byEpoch ? RichText(Words.fullLoss(language)) : nil, isBare: false))
    graph.lines = zip(study.sizes, styles).map { size, style in
      let unit = byEpoch ? Double(size.updatesPerEpoch) : 1
      let points = size.losses.enumerated().map { Point(Double($0) / unit, $1) }
      return Graph.Line(
        name: name(size), style: style, points: points.filter { $0.x <= last }, weight: .thin,
        end: .marker, label: byEpoch ? nil : RichText(name(size)))
    }
    return graph
  }
}

extension BatchSizePlate: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    let page = Page.plain, styles = RunStyle.series(study.sizes.count, page.theme)
    // Panels of a row share the name of their y axis.
    func panels(_ graphs: [Graph]) -> [FigureData.Panel] {
      graphs.map { graph in
        var panel = FigureData.Panel(graph)
        panel.y = graphs[0].y.title?.plain ?? panel.y
        return panel
      }
    }
    return FigureData(
      panels(plain.clouds(styles, page).compactMap(\.self))
        + panels(plain.ways(styles, page).compactMap(\.self))
        + panels([true, false].map { plain.losses(styles, page, byEpoch: $0) }))
  }
}

/// A straight arrow with a casing.
struct Arrow {
  let from: Point
  let to: Point
  let color: Color
  let theme: Theme

  var marks: [Mark] {
    let length = from.distance(to: to)
    guard length > 0, length.isFinite else { return [] }
    let direction = (1 / length) * (to - from)
    let head = min(2.4 * theme.sizes.marker, 0.6 * length)
    let neck = to - head * direction
    let side = Point(-0.42 * head * direction.y, 0.42 * head * direction.x)
    let tip = Path([to, neck + side, neck - side], closed: true)
    let halo = Stroke(theme.colors.casing, width: 0.5 * theme.sizes.marker)
    return [
      .group(
        "arrow",
        [
          .line(from: from, to: neck, theme.stroke(color)), .path(tip, Paint(stroke: halo)),
          .path(tip, .fill(color)),
        ])
    ]
  }
}
