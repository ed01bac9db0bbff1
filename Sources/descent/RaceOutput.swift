import OutputFiles
import Trajectories

/// Which files a race leaves, by the ending of the one that was asked for.
struct RaceOutput {
  let path: String

  /// The data go beside a picture; a JSON file holds them itself.
  var tablePath: String? {
    switch ending {
    case "csv": path
    case "json": nil
    default: stem + ".csv"
    }
  }

  var paths: [String] { [path] + (tablePath == path ? [] : [tablePath].compactMap(\.self)) }

  private var ending: String { path.split(separator: ".").last.map { $0.lowercased() } ?? "" }

  private var stem: String {
    path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
  }

  func write(_ result: RaceResult, _ picture: PictureOptions) throws {
    switch ending {
    case "csv": return
    case "json":
      var file = try OutputFile(path)
      try file.write(result.json)
      try file.commit()
    default: return
    }
  }
}
