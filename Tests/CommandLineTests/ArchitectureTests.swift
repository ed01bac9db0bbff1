import Foundation
import Testing

@Suite struct ArchitectureTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: Program.root.appending(path: path), encoding: .utf8)
  }

  @Test("The optimizer that is shown is the real one, and takes 25 lines at most")
  func smallestOptimizer() throws {
    let block = try #require(
      try text("ARCHITECTURE.md").firstMatch(of: /```swift\n([^`]*)```/)?.1)
    let shown = block.split(separator: "\n").map(String.init)
    let real = try text("Sources/Optimizers/Elementwise/GradientDescent.swift")
      .split(separator: "\n").map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) && !$0.contains("//") }
    #expect(shown == real)
    #expect(shown.count <= 25)
  }
}
