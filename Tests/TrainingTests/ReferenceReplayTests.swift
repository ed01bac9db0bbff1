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

  @Test("A replay that differs anywhere is found out, by the bound of what differs")
  func differences() throws {
    let right = try reference("iris-relu.json")
    func fails(_ change: (inout ReferenceNetwork) -> Void) throws -> ReferenceReplay {
      var wrong = right
      change(&wrong)
      let replay = try ReferenceReplay(wrong)
      #expect(!replay.passes, "\(replay)")
      return replay
    }
    for index in [0, right.batchLosses.count / 2, right.batchLosses.count - 1] {
      let replay = try fails { $0.batchLosses[index] *= 1 + 1e-11 }
      #expect(replay.lossError > 1e-12 && replay.weightError <= 1e-10)
    }
    #expect(try fails { $0.batchLosses.removeLast() }.lossError == .infinity)
    #expect(try fails { $0.batchLosses[3] = .nan }.lossError == .infinity)
    #expect(try fails { $0.finalOutputs[0][0] += 1e-8 }.outputError > 1e-10)
    #expect(try fails { $0.epochs += 1 }.lossError == .infinity)
    #expect(try fails { $0.firstGradient[0].weight?[0][0] += 1e-8 }.gradientError > 1e-12)
    #expect(try fails { $0.final[0].weight?[0][0] += 1e-7 }.weightError > 1e-10)
  }

  @Test("All thirteen are there")
  func count() { #expect(Self.names.count == 13) }
}
