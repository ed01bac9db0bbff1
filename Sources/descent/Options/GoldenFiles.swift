import FoundationEssentials
import LossSurfaces
import OutputFiles
import ReproducibleMath
import Trajectories

/// Golden files on disk: a folder a race, a file a run.
enum GoldenFiles {
  static let ending = ".golden"

  /// The goldens of a file or of a folder, in the order of their paths.
  static func read(
    below path: String, threads: Int
  ) throws -> [(path: String, golden: Golden)] {
    let paths = try paths(below: path)
    let goldens = Parallel.map(count: paths.count, threads: threads) { index in
      Result { try golden(at: paths[index]) }
    }
    return try zip(paths, goldens).map { ($0, try $1.get()) }
  }

  static func paths(below path: String) throws -> [String] {
    let paths = try FolderTree.files(below: path, ending: ending)
    guard !paths.isEmpty else {
      throw WrongRequest("\(path) holds no \(ending) file; 'descent record races.yaml' makes them")
    }
    return paths
  }

  static func golden(at path: String) throws -> Golden {
    try Golden(text: try TextFile.read(path, expecting: "a golden"), file: path)
  }

  static func write(_ golden: Golden, to path: String) throws {
    var file = try OutputFile(path)
    try file.write(golden.text)
    try file.commit()
  }
}

extension SurfaceOptions {
  /// The surfaces that goldens name, each looked up once.
  func surfaces(of goldens: [Golden]) throws -> [LossSurface] {
    var known: [String: LossSurface] = [:]
    return try goldens.map { golden in
      let key = "\(golden.surface) \(golden.start.count)"
      if let surface = known[key] { return surface }
      var options = self
      options.dimensions = golden.start.count
      let surface = try options.surface(golden.surface)
      known[key] = surface
      return surface
    }
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
