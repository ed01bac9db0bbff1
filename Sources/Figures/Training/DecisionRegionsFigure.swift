public import Scenes
public import Training

/// What the networks of a comparison say of every point of the plane, a panel each.
public struct DecisionRegionsFigure: Figure {
  public var regions: DecisionRegions
  public var report: SweepReport
  public var theme: Theme.Name
  public var language: Language

  public init(
    _ regions: DecisionRegions, _ report: SweepReport, theme: Theme.Name = .light,
    language: Language = .english
  ) {
    self.regions = regions
    self.report = report
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let training = TrainingPage(report, theme, language, size: size)
    var page = training.page
    page.title = Words.regionsTitle(language, report.dataSet)
    let seed = "\(regions.seed)"
    page.lesson = Words.regionsLesson(
      language, report.folds > 1 ? Words.foldSeed(language, seed) : seed)
    let columns = GraphGrid.columns(of: report.entrants.count, in: size)
    let shown = page
    return page.scene(size: size, measuring: measuring) { area in
      var area = area
      let key = area.takeTop(1.6 * shown.theme.sizes.small)
      let graphs = report.ranking.map { graph($0, training, shown) }
      return GraphGrid(graphs, columns: columns).marks(in: area, shown, measuring)
        + ClassKey(
          names: regions.classes, colors: ClassColors(max(regions.classes.count, 1), shown.theme)
        ).marks(in: key, shown, measuring)
    }
  }

  private func graph(_ entrant: Int, _ training: TrainingPage, _ page: Page) -> Graph {
    var graph = Graph(
      "regions \(training.names[entrant])",
      x: .init(domain: regions.x, title: RichText(regions.featureNames[0])),
      y: .init(domain: regions.y, title: RichText(regions.featureNames[1])),
      title: RichText(training.names[entrant]).color(
        training.styles[entrant].color.mixed(with: page.theme.colors.ink, 0.35)))
    graph.valueTitle = regions.classes.isEmpty ? "prediction" : "class"
    graph.shown = shown(entrant)
    graph.underlay = { frame in map(entrant, frame) }
    graph.overlay = { frame in examples(frame) }
    return graph
  }

  /// The class or number of every cell's middle, how sure the network is of a class, and the
  /// examples.
  private func shown(_ entrant: Int) -> [FigureData.Series] {
    func middles(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      let width = (range.upperBound - range.lowerBound) / Double(count)
      return (0..<count).map { range.lowerBound + (Double($0) + 0.5) * width }
    }
    let (columns, rows) = (middles(regions.x, regions.columns), middles(regions.y, regions.rows))
    let values = regions.maps[entrant], cells = columns.count * rows.count
    var series = [true, false].map { isTraining in
      let examples = regions.examples.filter { $0.isTraining == isTraining }
      return FigureData.Series(
        isTraining ? "training" : "held out", examples.map { Point($0.x, $0.y) },
        values: examples.map(\.target))
    }
    guard values.count >= cells else { return series }
    let width = values.count / cells
    let best = (0..<cells).map { cell -> (index: Int, value: Double) in
      let scores = values[cell * width..<(cell + 1) * width]
      let index = scores.indices.max { scores[$0] < scores[$1] } ?? scores.startIndex
      return (index - scores.startIndex, scores[index])
    }
    guard !regions.classes.isEmpty else {
      let numbers = (0..<cells).map { values[$0 * width] }
      return series + [FigureData.Series("prediction", x: columns, y: rows, values: numbers)]
    }
    series.append(
      FigureData.Series("class", x: columns, y: rows, values: best.map { Double($0.index) }))
    series.append(
      FigureData.Series("probability", x: columns, y: rows, values: best.map(\.value)))
    return series
  }

  private func map(_ entrant: Int, _ frame: GraphFrame) -> [Mark] {
    let values = regions.maps[entrant]
    guard !values.isEmpty else { return [] }
    let theme = frame.page.theme
    let colors = cellColors(values, theme)
    // Pixels come from the top, cells from the lowest y.
    let pixels = (0..<regions.rows).reversed().flatMap { row in
      colors[row * regions.columns..<(row + 1) * regions.columns]
    }
    let image = Image(
      width: regions.columns, height: regions.rows, pixels: Array(pixels), isSmooth: true)
    return [.image(image, in: frame.box)]
  }

  private func cellColors(_ values: [Double], _ theme: Theme) -> [Color] {
    let count = regions.columns * regions.rows
    guard !regions.classes.isEmpty else {
      let finite = values.filter(\.isFinite)
      let low = finite.min() ?? 0, high = finite.max() ?? 1
      let width = values.count / count
      return (0..<count).map {
        let value = values[$0 * width]
        return theme.colors.field.color(at: high > low ? (value - low) / (high - low) : 0)
      }
    }
    let classes = regions.classes.count
    let colors = ClassColors(classes, theme)
    return (0..<count).map { cell in
      let scores = values[cell * classes..<(cell + 1) * classes]
      var best = scores.startIndex
      for index in scores.indices where scores[index] > scores[best] { best = index }
      // From the share that a coin would give, to certainty.
      let chance = 1 / Double(classes)
      let certainty = max(0, min(1, (scores[best] - chance) / (1 - chance)))
      return theme.colors.panel.mixed(
        with: colors.color(best - scores.startIndex), 0.08 + 0.42 * certainty)
    }
  }

  private func examples(_ frame: GraphFrame) -> [Mark] {
    let theme = frame.page.theme
    let targets = regions.examples.map(\.target)
    let low = targets.min() ?? 0, high = targets.max() ?? 1
    let colors = ClassColors(max(regions.classes.count, 1), theme)
    return regions.examples.sorted { $0.isTraining && !$1.isTraining }.map { example in
      let place = frame.place(Point(example.x, example.y))
      let color =
        regions.classes.isEmpty
        ? theme.colors.field.color(at: high > low ? (example.target - low) / (high - low) : 0)
        : colors.color(Int(example.target))
      let marker =
        regions.classes.isEmpty ? .circle : colors.marker(Int(example.target))
      return .group(
        example.isTraining ? "training example" : "held-out example",
        [
          marker.mark(
            at: place, radius: 0.62 * theme.sizes.marker, color, casing: theme.colors.casing,
            isHollow: !example.isTraining)
        ])
    }
  }
}

extension DecisionRegionsFigure: TabulatedFigure {
  public var data: FigureData {
    let training = TrainingPage(report, .light, .english, size: Page.plainSize)
    return FigureData(
      report.ranking.map { FigureData.Panel(graph($0, training, training.page)) })
  }
}

/// A colour and a marker for each class of a data set.
struct ClassColors {
  private let styles: [RunStyle]

  init(_ count: Int, _ theme: Theme) {
    let series = theme.colors.series
    let colors = [
      series.blue, series.orange, series.green, series.purple, series.vermilion, series.sky,
      series.yellow, series.pink, series.neutral,
    ]
    let markers = Marker.allCases
    styles = (0..<count).map { index in
      RunStyle(
        color: colors[index % colors.count], dash: .solid, marker: markers[index % markers.count])
    }
  }

  func color(_ label: Int) -> Color { styles[label].color }
  func marker(_ label: Int) -> Marker { styles[label].marker }
}
