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
    let context = FigureContext(
      result, theme: Theme(theme, for: size), language: language, threads: threads)
    let drawing = ReliefDrawing(
      context, ground: ground, azimuth: azimuth, elevation: elevation, isTurning: ground != nil)
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
    return page.scene(size: size, measuring: measuring) { area in
      var rest = area
      let sketch = PathPanel.sketch(for: context)
      let legend = RunLegend(
        context, RunPath.paths(context, in: sketch), width: rest.width, measuring: measuring)
      let place = rest.takeBottom(legend.height)
      _ = rest.takeBottom(0.6 * page.theme.sizes.gap)
      return drawing.marks(in: rest, measuring)
        + legend.marks(at: Point(place.minX, place.minY), measuring: measuring)
    }
  }
}
