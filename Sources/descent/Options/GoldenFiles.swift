import FoundationEssentials
import LossSurfaces
import OutputFiles
import Trajectories

/// Golden files on disk.
enum GoldenFiles {
  static let ending = ".golden"

  /// The goldens of a file or of a folder, in the order of their paths.
  static func read(below path: String) throws -> [(path: String, golden: Golden)] {
    let paths = try FolderTree.files(below: path, ending: ending)
    guard !paths.isEmpty else {
      throw WrongRequest("\(path) holds no \(ending) file; 'descent record races.yaml' makes them")
    }
    return try paths.map { path in
      (path, try Golden(text: try TextFile.read(path, expecting: "a golden"), file: path))
    }
  }

  static func write(_ golden: Golden, to path: String) throws {
    var file = try OutputFile(path)
    try file.write(golden.text)
    try file.commit()
  }
}

/// Text that somebody else wrote.
enum TextFile {
  static func read(_ path: String, expecting what: String) throws -> String {
    do {
      return try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw WrongRequest("\(path) cannot be read; expected \(what), as text in UTF-8")
    }
  }
}
