import FoundationEssentials

/// The files below a folder.
enum FolderTree {
  /// Paths in alphabetical order; a file is its own tree.
  static func files(below path: String, ending: String) throws -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw WrongRequest("\(path) does not exist; expected a file or a folder")
    }
    guard isFolder else { return [path] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    return try names.flatMap { name in
      let child = "\(path)/\(name)"
      var isChildFolder = false
      _ = FileManager.default.fileExists(atPath: child, isDirectory: &isChildFolder)
      if isChildFolder { return try files(below: child, ending: ending) }
      return name.hasSuffix(ending) ? [child] : []
    }
  }
}
