import Figures
import LossSurfaces
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

  /// - Throws: where a film was asked for of what does not move.
  func check(_ figure: RaceFigure) throws {
    guard film != nil, [.witness, .fan, .planes].contains(figure) else { return }
    throw WrongRequest("\(path) would be a film; --figure \(figure.rawValue) is a picture")
  }

  /// The files that are left, the one that was asked for first.
  func paths(of result: RaceResult) -> [String] {
    [path] + (tablePath == path ? [] : [tablePath].compactMap(\.self))
      + (hasPlane(result) ? [planePath] : [])
  }

  private var planePath: String { OutputTarget.table(beside: path, suffix: "-plane") }

  /// Whether places in the picture are not simply parameters.
  private func hasPlane(_ result: RaceResult) -> Bool {
    result.race.surface.dimension > 2 && (target.map { $0.kind == .picture } ?? true)
  }

  func write(
    _ result: RaceResult, as figure: RaceFigure = .comparison, _ picture: PictureOptions,
    plane: PlaneChoice = .principal,
    frames: Int = 240, threads: Int
  ) throws {
    if hasPlane(result) {
      let planes = PlanesFigure(result, plane: plane, threads: threads)
      let data = figure == .planes ? planes.data : planes.pathData
      try OutputTarget.write(data.csv, to: planePath)
    }
    if let film {
      try FilmOutput(path: path, format: film, picture: picture, threads: threads).write {
        size, shaper in
        if figure == .relief {
          return ReliefFilm(
            ReliefFigure(
              result, theme: picture.theme.value, language: picture.language.value,
              threads: threads), frames: min(frames, ReliefFilm.usualFrames)
          ).film(size: size, measuring: shaper)
        }
        return RaceFilm(
          result, theme: picture.theme.value, language: picture.language.value, frames: frames,
          threads: threads
        ).film(size: size, measuring: shaper)
      }
    }
    guard let target else { return }
    switch target.kind {
    case .table: break
    case .json: try target.write(result.json, to: path)
    case .picture:
      try picture.write(
        figure.figure(result, picture, plane: plane, threads: threads), to: path,
        threads: threads)
    }
  }
}
