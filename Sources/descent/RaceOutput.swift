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

  var paths: [String] { [path] + (tablePath == path ? [] : [tablePath].compactMap(\.self)) }

  func write(
    _ result: RaceResult, _ picture: PictureOptions, plane: PlaneChoice = .principal,
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
        RaceFilm(
          result, theme: picture.theme.value, language: picture.language.value,
          frames: frames, threads: threads
        ).film(size: size, measuring: shaper)
      }
    case .picture:
      let writer = try PictureWriter(threads: threads)
      let figure = ComparisonFigure(
        result, theme: picture.theme.value, language: picture.language.value, threads: threads,
        plane: plane)
      let size = Size(Double(picture.size.width), Double(picture.size.height))
      try writer.write(figure.scene(size: size, measuring: writer.shaper), to: path)
    }
  }
}
