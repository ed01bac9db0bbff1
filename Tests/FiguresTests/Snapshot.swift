import Foundation
import Scenes
import Testing

/// Scenes on record, as text.
enum Snapshot {
  /// Compares with the record of that name; records anew where DESCENT_RECORD is set.
  ///
  /// Outlines of maps are left out: they are many, and the tests of contours hold them.
  static func expect(_ scene: Scene, matches name: String) throws {
    let lines = withoutMaps(scene.description)
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["DESCENT_RECORD"] != nil {
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, (line, old)) in zip(lines, recorded).enumerated() where line != old {
      Issue.record("\(name), line \(index + 1) is\n\(line)\nbut was\n\(old)")
      break
    }
    #expect(lines.count == recorded.count, "\(name)")
  }

  private static func withoutMaps(_ text: String) -> [Substring] {
    var indent: Int?
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let depth = line.prefix { $0 == " " }.count
      if let within = indent, depth > within { return false }
      indent = line.dropFirst(depth).hasPrefix("group map") ? depth : nil
      return true
    }
  }

  /// No coordinate that is undefined or far off the page, no text without letters.
  static func expectSound(_ scene: Scene) {
    let page = scene.bounds.inset(by: -2 * max(scene.size.width, scene.size.height))
    scene.visit { mark in
      switch mark {
      case .path(let path, _): #expect(path.points.allSatisfy(page.contains))
      case .text(let text):
        #expect(scene.bounds.contains(text.position), "\(text.content.plain) is off the page")
        #expect(!text.content.plain.contains("{"), "\(text.content.plain)")
      default: break
      }
    }
  }
}
