public import Scenes
import Trajectories

/// A relief that turns once around itself.
public struct ReliefFilm: Sendable {
  public var figure: ReliefFigure
  /// How many sides it is seen from; a turn takes as long with any.
  public var frames: Int

  public static let usualFrames = 72

  public init(_ figure: ReliefFigure, frames: Int = usualFrames) {
    self.figure = figure
    self.frames = frames
  }

  /// The film in that many units; frame k looks from k / frames of a turn.
  public func film(size: Size, measuring: some TextMeasuring & Sendable) -> Film {
    var figure = figure
    figure.ground = ReliefGround(
      figure.result.race.surface, LossMeasure(figure.result), threads: figure.threads)
    let (shown, frames) = (figure, frames)
    let context = FigureContext(
      figure.result, theme: Theme(figure.theme, for: size), language: figure.language, threads: 1)
    let layers = zip(context.names, context.styles).map { name, style in
      FilmLayer(title: name, color: style.color, groups: ReliefDrawing.groups(ofRun: name))
    }
    let first = figure.azimuth ?? ReliefCamera.usual.azimuth
    @Sendable func turned(_ frame: Int) -> ReliefFigure {
      var turned = shown
      turned.threads = 1
      turned.azimuth = first + 360 * Double(frame) / Double(frames)
      return turned
    }
    var film = Film(
      ticks: Array(repeating: max(1, 144 / frames), count: frames), layers: layers,
      words: Words.film(figure.language, hasLayers: true)
    ) { turned($0).scene(size: size, measuring: measuring) }
    film.guide = { turned($0).guide(size: size, measuring: measuring) }
    return film
  }
}
