import Foundation
import Testing

@testable import Training

@Suite struct ReferenceReplayTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/networks")

  static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  private func reference(_ name: String) throws -> ReferenceNetwork {
    try ReferenceNetwork(try Data(contentsOf: Self.folder.appending(path: name)))
  }

  @Test("PyTorch's runs are replayed: losses, first gradient, final weights", arguments: names)
  func replay(name: String) throws {
    let replay = try ReferenceReplay(reference(name))
    #expect(replay.passes, "\(replay)")
  }

  @Test("All thirteen are there")
  func count() { #expect(Self.names.count == 13) }
}
