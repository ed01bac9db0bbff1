import Figures
import OutputFiles
import Rendering
import Scenes
import Trajectories

/// The files of a race.
struct RaceOutput {
  private let path: String
  private let film: FilmFormat?
  private let target: OutputTarget?

  /// - Throws: for an ending that nothing writes, before any work is done.
  init(path: String) throws {
    self.path = path
    film = FilmFormat(path: path)
    if let film { try FilmWriter.check(film, path: path) }
    target = film == nil ? try OutputTarget(path) : nil
  }

  /// The data go beside a picture; a JSON file holds them itself.
  var tablePath: String? { target.map(\.tablePath) ?? OutputTarget.table(beside: path) }

  var paths: [String] { [path] + (tablePath == path ? [] : [tablePath].compactMap(\.self)) }

  func write(
    _ result: RaceResult, _ picture: PictureOptions, frames: Int = 240, threads: Int
  ) throws {
    if let film {
      try FilmOutput(path: path, format: film, picture: picture, threads: threads).write {
        size, shaper in
        RaceFilm(
          result, theme: picture.theme.value, language: picture.language.value,
          frames: frames, threads: threads
        ).film(size: size, measuring: shaper)
      }
    }
    guard let target else { return }
    switch target.kind {
    case .table: break
    case .json: try target.write(result.json, to: path)
    case .picture:
      let figure = ComparisonFigure(
        result, theme: picture.theme.value, language: picture.language.value, threads: threads)
      try target.write(picture, threads: threads) { figure.scene(size: $0, measuring: $1) }
    }
  }
}
