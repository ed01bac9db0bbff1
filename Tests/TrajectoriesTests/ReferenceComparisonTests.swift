import Foundation
import LossSurfaces
import Optimizers
import Testing

@testable import Trajectories

@Suite struct ReferenceComparisonTests {
  static let paths: [ReferencePath] = {
    let folder = Project.root.appending(path: "Tests/Fixtures/trajectories")
    let names = (FileManager.default.subpaths(atPath: folder.path) ?? [])
      .filter { $0.hasSuffix(".json") }.sorted()
    return names.flatMap { name -> [ReferencePath] in
      guard let data = try? Data(contentsOf: folder.appending(path: name)),
        let file = try? JSONDecoder().decode(ReferenceFile.self, from: data)
      else { return [] }
      return file.cases
    }
  }()

  @Test("All published paths are there")
  func fixtures() { #expect(Self.paths.count == 304) }

  @Test("We take the published steps", arguments: paths.indices)
  func steps(_ index: Int) throws {
    let path = Self.paths[index]
    guard let spec = try? OptimizerSpec(path.spec) else { return }
    let surface = try Project.catalog.surface(named: path.surface)
    let comparison = ReferenceComparison(path, with: spec.optimizer, on: surface)
    #expect(
      comparison.passes,
      "\(path.spec) on \(path.surface): \(comparison.closedLoop), \(comparison.openLoop) ulp")
  }

  @Test("A rule that is a little different does not pass")
  func mutations() throws {
    let path = try #require(
      Self.paths.first { $0.spec == "torch.optim.Adam(lr=0.05)" && $0.surface == "rosenbrock" })
    let surface = try Project.catalog.surface(named: "rosenbrock")
    for line in [
      "adam(learningRate: 0.05, correction: afterEpsilon)",
      "adam(learningRate: 0.05, correction: none)", "adam(learningRate: 0.05, epsilon: 1e-7)",
      "adam(learningRate: 0.05000001)", "nadam(learningRate: 0.05)",
    ] {
      let comparison = ReferenceComparison(
        path, with: try OptimizerSpec(line).optimizer, on: surface)
      #expect(!comparison.passes, "\(line)")
    }
  }
}
