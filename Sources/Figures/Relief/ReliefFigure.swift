import LossSurfaces
public import Scenes
public import Trajectories

/// A race on the surface as a landscape: paths run over it, hide behind its hills, and cast their
/// trace on the floor.
public struct ReliefFigure: Figure {
  public var result: RaceResult
  /// In degrees; nil takes the side from which most of the paths is seen.
  public var azimuth: Double?
  public var elevation: Double
  public var theme: Theme.Name
  public var language: Language
  public var threads: Int
  /// What all frames of a film share: nil where the picture stands alone.
  var ground: ReliefGround?

  public init(
    _ result: RaceResult, azimuth: Double? = nil, elevation: Double = 32,
    theme: Theme.Name = .light, language: Language = .english, threads: Int = 1
  ) {
    precondition(result.race.surface.dimension == 2, "A relief has two parameters.")
    self.result = result
    self.azimuth = azimuth
    self.elevation = elevation
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let context = context(size)
    let page = page(context, size)
    return page.scene(size: size, measuring: measuring) { area in
      let (rest, legend, place) = areas(in: area, context, page, size, measuring)
      return drawing(context).marks(in: rest, measuring)
        + legend.marks(at: Point(place.minX, place.minY), measuring: measuring)
    }
  }

  /// What a page says of each point of the runs that is in sight.
  func guide(size: Size, measuring: some TextMeasuring) -> FilmGuide {
    let context = context(size)
    let page = page(context, size)
    let area = page.body(size: size, measuring: measuring)
    let (rest, _, _) = areas(in: area, context, page, size, measuring)
    return drawing(context).guide(in: rest)
  }

  private func context(_ size: Size) -> FigureContext {
    FigureContext(
      result, theme: Theme(theme, for: size), language: language, threads: threads)
  }

  private func drawing(_ context: FigureContext) -> ReliefDrawing {
    ReliefDrawing(
      context, ground: ground, azimuth: azimuth, elevation: elevation, isTurning: ground != nil)
  }

  private func page(_ context: FigureContext, _ size: Size) -> Page {
    let parts = RaceProtocol(context: context)
    var page = Page(theme, language, size: size)
    let card = result.race.surface.card
    page.title = card.name(language)
    page.subtitle = Words.subtitle(context)
    page.lesson = card.lesson[language.rawValue] ?? ""
    page.remarks = [
      parts.rule + "  " + Words.reliefRemark(language), parts.line,
    ]
    page.notes = Array(parts.notes.dropFirst())
    return page
  }

  /// Where the relief lies, and the legend below it.
  private func areas(
    in area: Rectangle, _ context: FigureContext, _ page: Page, _ size: Size,
    _ measuring: some TextMeasuring
  ) -> (relief: Rectangle, legend: RunLegend, place: Rectangle) {
    var rest = area
    let sketch = PathPanel.sketch(for: context)
    let legend = RunLegend(
      context, RunPath.paths(context, in: sketch), width: rest.width, on: size,
      measuring: measuring)
    let place = rest.takeBottom(legend.height)
    _ = rest.takeBottom(0.6 * page.theme.sizes.gap)
    return (rest, legend, place)
  }
}
