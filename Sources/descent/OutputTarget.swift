import Figures
import FoundationEssentials
import OutputFiles
import Rendering
import Scenes

/// Which files a command leaves, by the ending of the one that was asked for.
struct OutputTarget {
  let path: String
  let kind: Kind
  /// The data go beside a picture; a JSON file holds them itself.
  let tablePath: String?

  enum Kind { case table, json, picture }

  /// - Parameter inputs: files that the command reads, which nothing may be written over.
  /// - Throws: for an ending that nothing writes, before any work is done.
  init(_ path: String, sparing inputs: [String] = []) throws {
    self.path = path
    try Self.spare(inputs, from: [path])
    switch path.split(separator: ".").last?.lowercased() {
    case "csv": (kind, tablePath) = (.table, path)
    case "json": (kind, tablePath) = (.json, nil)
    default:
      _ = try PictureFormat(path: path)
      let table = Self.table(beside: path)
      kind = .picture
      let isFree = (try? Self.spare(inputs, from: [table])) != nil
      tablePath = isFree ? table : Self.table(beside: path, suffix: "-data")
    }
  }

  /// Where the data of a picture or film go; a folder of slides may have no ending.
  static func table(beside path: String, suffix: String = "") -> String {
    let path = path.hasSuffix("/") ? String(path.dropLast()) : path
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let stem = path[name...].lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    return stem + suffix + ".csv"
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
      scene(picture.size.size, writer.shaper), to: path, scale: picture.size.pixelsPerUnit,
      points: picture.size.pointsPerUnit)
  }

  /// Writes a figure with its data beside it, or these alone.
  func write(_ figure: some TabulatedFigure, _ picture: PictureOptions, threads: Int) throws {
    if let tablePath { try write(figure.data.csv, to: tablePath) }
    switch kind {
    case .table: break
    case .json: try Self.write(figure.data, of: figure, picture, to: path)
    case .picture: try picture.write(figure, to: path, threads: threads)
    }
  }

  /// Writes a figure's numbers as JSON, with what its picture says about itself.
  static func write(
    _ data: FigureData, of figure: some Figure, _ picture: PictureOptions, to path: String
  ) throws {
    let scene = figure.scene(size: picture.size.size, measuring: try TextShaper())
    try write(data.json(title: scene.title, notes: scene.notes), to: path)
  }

  func write(_ text: String, to path: String) throws(OutputFileError) {
    try Self.write(text, to: path)
  }

  static func write(_ text: String, to path: String) throws(OutputFileError) {
    var file = try OutputFile(path)
    try file.write(text)
    try file.commit()
  }
}
