import Foundation
import LossSurfaces
import Testing
import YAMLFiles

@testable import Trajectories

/// The goldens of every rule under every name, as they are on record.
enum OwnGoldens {
  static let folder = Project.root.appending(path: "Tests/Fixtures/goldens")

  struct File: Sendable {
    let path: String
    let text: String
    let golden: Golden
  }

  static let races: [RacesFile.Entry] = {
    let path = folder.appending(path: "races.yaml")
    do {
      let text = try String(contentsOf: path, encoding: .utf8)
      return try RacesFile(text: text, file: path.path).races
    } catch {
      Issue.record("\(error)")
      return []
    }
  }()

  static let files: [File] = races.flatMap { race -> [File] in
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: race.name).path)
    return (names ?? []).sorted().compactMap { name in
      let path = folder.appending(path: "\(race.name)/\(name)")
      do {
        let text = try String(contentsOf: path, encoding: .utf8)
        return File(path: path.path, text: text, golden: try Golden(text: text, file: path.path))
      } catch {
        Issue.record("\(error)")
        return nil
      }
    }
  }

  static func surface(_ golden: Golden) throws -> LossSurface {
    try Project.catalog.surface(named: golden.surface, dimension: golden.start.count)
  }

  static func golden(_ spec: String, _ race: String = "rosenbrock") throws -> Golden {
    try #require(
      files.first { $0.golden.race == race && $0.golden.spec == spec }?.golden,
      "no golden of \(spec)")
  }
}
