import Figures
import FoundationEssentials
import OutputFiles
import Rendering
import Scenes

/// Which files a command leaves, by the ending of the one that was asked for.
struct OutputTarget {
  let path: String
  let kind: Kind

  enum Kind { case table, json, picture }

  /// - Throws: for an ending that nothing writes, before any work is done.
  init(_ path: String) throws {
    self.path = path
    switch path.split(separator: ".").last?.lowercased() {
    case "csv": kind = .table
    case "json": kind = .json
    default:
      _ = try PictureFormat(path: path)
      kind = .picture
    }
  }

  /// The data go beside a picture; a JSON file holds them itself.
  var tablePath: String? {
    switch kind {
    case .table: path
    case .json: nil
    case .picture: Self.table(beside: path)
    }
  }

  /// Where the data of a picture or film go.
  static func table(beside path: String) -> String {
    (path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path) + ".csv"
  }

  /// - Throws: where a file that is read would be written over.
  static func spare(_ inputs: [String?], from outputs: [String]) throws {
    func whole(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
    for input in inputs.compactMap(\.self) {
      if let clash = outputs.first(where: { whole($0) == whole(input) }) {
        throw WrongRequest(
          "--out \(outputs[0]) would write \(clash) over what is read from it; choose another name")
      }
    }
  }

  var paths: [String] { [path] + (tablePath == path ? [] : [tablePath].compactMap(\.self)) }

  /// Writes the picture that was asked for.
  func write(
    _ picture: PictureOptions, threads: Int, scene: (Size, TextShaper) -> Scene
  ) throws {
    let writer = try PictureWriter(threads: threads)
    try writer.write(
      scene(picture.size.size, writer.shaper), to: path, scale: picture.size.pixelsPerUnit)
  }

  func write(_ text: String, to path: String) throws(OutputFileError) {
    var file = try OutputFile(path)
    try file.write(text)
    try file.commit()
  }
}
