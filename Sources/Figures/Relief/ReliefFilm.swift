public import Scenes

/// A relief that turns once around itself.
public struct ReliefFilm: Sendable {
  public var figure: ReliefFigure
  /// How many sides it is seen from.
  public var frames: Int

  public init(_ figure: ReliefFigure, frames: Int = 72) {
    self.figure = figure
    self.frames = frames
  }

  /// The film in that many units; frame k looks from k / frames of a turn.
  public func film(size: Size, measuring: some TextMeasuring & Sendable) -> Film {
    let (figure, frames) = (figure, frames)
    let first = figure.azimuth ?? ReliefCamera.usual.azimuth
    return Film(
      ticks: Array(repeating: 2, count: frames), words: Words.film(figure.language)
    ) { frame in
      var turned = figure
      turned.threads = 1
      turned.azimuth = first + 360 * Double(frame) / Double(frames)
      return turned.scene(size: size, measuring: measuring)
    }
  }
}
