import Foundation
import LossSurfaces

/// Where the project's own files are.
enum Project {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let catalog = SurfaceCatalog(directories: [root.appending(path: "surfaces").path])

  static func temporaryFile(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appending(path: "descent-\(UUID())-\(name)").path
  }
}
