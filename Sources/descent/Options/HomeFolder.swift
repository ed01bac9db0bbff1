import FoundationEssentials

/// The project's own folders of files that the program reads.
enum HomeFolder {
  /// `name/` beside the program's sources, or beside the program.
  static func path(_ name: String) -> String {
    if let home = ProcessInfo.processInfo.environment["DESCENT_HOME"] { return "\(home)/\(name)" }
    var folder = program.deletingLastPathComponent()
    for _ in 0..<5 {
      let candidate = folder.appending(path: name).path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return name
  }

  /// The program's own file, whatever link it was called by.
  private static var program: URL {
    let running = "/proc/self/exe"
    let path =
      FileManager.default.fileExists(atPath: running) ? running : CommandLine.arguments[0]
    return URL(filePath: path).resolvingSymlinksInPath()
  }
}
