import Foundation
import Scenes
import Testing

/// Scenes on record, as text.
enum Snapshot {
  /// Compares with the record of that name; records anew where DESCENT_RECORD is set.
  ///
  /// Outlines of maps are many and tell a reader nothing: their hash stands for them.
  static func expect(_ scene: Scene, matches name: String) throws {
    let lines = withHashedMaps(scene.description)
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["DESCENT_RECORD"] != nil {
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, (line, old)) in zip(lines, recorded).enumerated() where line != String(old) {
      Issue.record("\(name), line \(index + 1) is\n\(line)\nbut was\n\(old)")
      break
    }
    #expect(lines.count == recorded.count, "\(name)")
  }

  /// The text with a hash in place of what a map holds.
  private static func withHashedMaps(_ text: String) -> [String] {
    var lines: [String] = []
    var map: (indent: Int, count: Int, hash: UInt64)?
    func close() {
      guard let found = map else { return }
      let margin = String(repeating: " ", count: found.indent + 2)
      lines.append("\(margin)\(found.count) lines, \(String(found.hash, radix: 16))")
      map = nil
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let depth = line.prefix { $0 == " " }.count
      if let within = map, depth > within.indent {
        // FNV-1a.
        map?.hash = line.utf8.reduce(within.hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        map?.count += 1
        continue
      }
      close()
      lines.append(String(line))
      if line.dropFirst(depth).hasPrefix("group map") { map = (depth, 0, 0xCBF2_9CE4_8422_2325) }
    }
    close()
    return lines
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

  /// Painters clip, but a point of 10⁹ units makes them draw what was never asked for.
  static func expectClipped(_ marks: [Mark], within bounds: Rectangle) {
    for mark in marks {
      switch mark {
      case .path(let path, _):
        #expect(path.isFinite)
        let reach = bounds.inset(by: -2 * max(bounds.width, bounds.height))
        #expect(path.points.allSatisfy(reach.contains))
      case .group(let group):
        expectClipped(group.marks, within: group.clip ?? bounds)
      case .text, .image: break
      }
    }
  }
}
