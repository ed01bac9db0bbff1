import Figures
import OutputFiles
import Rendering
import Scenes
import Trajectories

/// Which files a race leaves, by the ending of the one that was asked for.
struct RaceOutput {
  private let path: String
  private let kind: Kind

  private enum Kind { case table, json, picture, film(FilmFormat) }

  /// - Throws: for an ending that nothing writes, before any work is done.
  init(path: String) throws {
    self.path = path
    switch path.split(separator: ".").last?.lowercased() {
    case "csv": kind = .table
    case "json": kind = .json
    default:
      if let format = FilmFormat(path: path) {
        try FilmWriter.check(format, path: path)
        kind = .film(format)
      } else {
        _ = try PictureFormat(path: path)
        kind = .picture
      }
    }
  }

  /// The data go beside a picture; a JSON file holds them itself.
  var tablePath: String? {
    switch kind {
    case .table: path
    case .json: nil
    case .picture, .film: (path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path) + ".csv"
    }
  }

  /// - Throws: where a film was asked for of what does not move.
  func check(_ figure: RaceFigure) throws {
    guard case .film = kind, figure == .witness || figure == .fan else { return }
    throw WrongRequest("\(path) would be a film; --figure \(figure.rawValue) is a picture")
  }

  var paths: [String] { [path] + (tablePath == path ? [] : [tablePath].compactMap(\.self)) }

  func write(
    _ result: RaceResult, as figure: RaceFigure = .comparison, _ picture: PictureOptions,
    frames: Int = 240, threads: Int
  ) throws {
    switch kind {
    case .table: break
    case .json:
      var file = try OutputFile(path)
      try file.write(result.json)
      try file.commit()
    case .film(let format):
      try FilmOutput(path: path, format: format, picture: picture, threads: threads).write {
        size, shaper in
        if figure == .relief {
          return ReliefFilm(
            ReliefFigure(
              result, theme: picture.theme.value, language: picture.language.value,
              threads: threads)
          ).film(size: size, measuring: shaper)
        }
        return RaceFilm(
          result, theme: picture.theme.value, language: picture.language.value, frames: frames,
          threads: threads
        ).film(size: size, measuring: shaper)
      }
    case .picture:
      try picture.write(
        figure.figure(result, picture, threads: threads), to: path, threads: threads)
    }
  }
}
