import FoundationEssentials

/// The project's own folders of files that the program reads.
enum HomeFolder {
  /// `name/` beside the program's sources, or beside the program.
  static func path(_ name: String) -> String {
    if let home = ProcessInfo.processInfo.environment["DESCENT_HOME"] { return "\(home)/\(name)" }
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<5 {
      let candidate = folder.appending(path: name).path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return name
  }
}
