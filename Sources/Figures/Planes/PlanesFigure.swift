import LossSurfaces
public import Scenes
public import Trajectories

/// A surface of many parameters: all paths over one plane, two random planes beside it, the loss on
/// the lines between where runs ended, and how far off the plane the paths are.
public struct PlanesFigure: Figure {
  public var result: RaceResult
  /// The large plane.
  public var plane: PlaneChoice
  public var theme: Theme.Name
  public var language: Language
  public var threads: Int

  public init(
    _ result: RaceResult, plane: PlaneChoice = .principal, theme: Theme.Name = .light,
    language: Language = .english, threads: Int = 1
  ) {
    precondition(result.race.surface.dimension > 2, "Two parameters are drawn whole.")
    self.result = result
    self.plane = plane
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  /// The seeds of the random planes beside the large one.
  var thumbnailSeeds: [UInt64] {
    guard case .random(let seed) = plane else { return [0, 1] }
    return [seed &+ 1, seed &+ 2]
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    let context = context(plane, page)
    let card = result.race.surface.card
    let parts = RaceProtocol(context: context)
    page.title = card.name(language)
    page.subtitle = Words.planesSubtitle(
      language, "\(result.runs.count)", "\(card.domain.count)", parts.budget)
    page.lesson = card.lesson[language.rawValue] ?? ""
    let sketch = PathPanel.sketch(for: context)
    var remarks = [parts.rule, sketch.warning]
    if card.lowest?.isProven == false { remarks.append(Words.bestKnown(language)) }
    page.remarks = [remarks.joined(separator: "  "), parts.line]
    page.notes = Array(parts.notes.dropFirst())
    let paths = RunPath.paths(context, in: sketch)
    let shown = page
    return page.scene(size: size, measuring: measuring) { area in
      var rest = area
      let legend = RunLegend(
        context, paths, width: area.width, on: size, measuring: measuring)
      let place = rest.takeBottom(legend.height)
      _ = rest.takeBottom(0.6 * shown.theme.sizes.gap)
      let columns = rest.columns([1.25, 1], gap: 2 * shown.theme.sizes.gap)
      return PlaneField(context: context).marks(in: columns[0], measuring)
        + side(context, in: columns[1], shown, measuring)
        + legend.marks(at: Point(place.minX, place.minY), measuring: measuring)
    }
  }

  private func context(_ plane: PlaneChoice, _ page: Page) -> FigureContext {
    FigureContext(
      result, theme: page.theme, language: language, threads: threads, plane: plane)
  }

  /// Two more planes, the lines between the ends, and the distance off the large plane.
  private func side(
    _ context: FigureContext, in area: Rectangle, _ page: Page, _ measuring: some TextMeasuring
  ) -> [Mark] {
    let rows = area.rows([0.9, 1, 0.95], gap: 1.2 * page.theme.sizes.gap)
    let thumbnails = thumbnailSeeds.map { seed in
      PlaneField(context: self.context(.random(seed: seed), page)).thumbnail(
        RichText(Words.planeThumbnail(language, "\(seed)")))
    }
    let lines = EndLines(context)
    return GraphGrid([thumbnails]).marks(in: rows[0], page, measuring)
      + GraphGrid([[lines.graph()], [distances(context)]], rowWeights: [1, 0.95]).marks(
        in: Rectangle(
          minX: area.minX, minY: rows[1].minY, maxX: area.maxX, maxY: rows[2].maxY),
        page, measuring)
  }

  private func paths(_ context: FigureContext, _ name: String) -> FigureData.Panel {
    let titles = PathPanel.sketch(for: context)
    return FigureData.Panel(
      name, x: titles.xTitle.plain, y: titles.yTitle.plain, value: Words.loss(.english),
      series: result.runs.indices.map { index in
        let path = result.runs[index].trajectory
        return FigureData.Series(
          context.names[index],
          (0..<path.count).map { row in
            context.plane?.place(path.point(row)) ?? Point(.nan, .nan)
          }, values: path.records.map(\.loss))
      })
  }

  private func distances(_ context: FigureContext) -> Graph {
    let lines = result.runs.indices.map { index -> Graph.Line in
      let path = result.runs[index].trajectory
      let rows = PrincipalComponents.usable(path, in: result.race.surface)
      return Graph.Line(
        name: context.names[index], style: context.styles[index],
        points: rows.map { row in
          Point(
            Double(path.records[row].evaluations),
            context.plane?.distance(path.point(row)) ?? .nan)
        }, weight: .thin, end: result.runs[index].outcome.isDiverged ? .cross : .marker)
    }
    let most = lines.flatMap(\.points).map(\.y).filter(\.isFinite).max() ?? 0
    let clock = result.race.isByEpochs ? Words.examples : Words.evaluations
    var graph = Graph(
      "distances",
      x: .init(
        domain: 0...Double(max(result.runs.map(\.evaluations).max() ?? 1, 1)),
        title: RichText(clock(language))),
      y: .init(
        domain: 0...(most > 0 ? 1.08 * most : 1), title: RichText(Words.planeDistance(language))))
    graph.lines = lines
    return graph
  }
}

extension PlanesFigure: TabulatedFigure {
  public var data: FigureData {
    let plain = plain
    let thumbnails = thumbnailSeeds.map {
      plain.paths(plain.context(.random(seed: $0), .plain), "plane of seed \($0)")
    }
    let lines = EndLines(plain.context(plane, .plain)).graph()
    return FigureData(pathData.panels + thumbnails + [FigureData.Panel(lines)])
  }

  /// Where the paths lie in the large plane, and how far off it they are.
  public var pathData: FigureData {
    let plain = plain
    let context = plain.context(plane, .plain)
    return FigureData([
      plain.paths(context, "plane"), FigureData.Panel(plain.distances(context)),
    ])
  }

  private var plain: PlanesFigure {
    var plain = self
    plain.language = .english
    return plain
  }
}
