import Optimizers
import Testing

@Suite("L-BFGS") struct LBFGSTests {
  static let published = PublishedPath.all.filter { $0.spec.contains("LBFGS") }

  @Test("torch's published paths are ours", arguments: published)
  func samePath(_ path: PublishedPath) throws {
    let difference = path.difference(of: try OptimizerSpec(path.spec).optimizer)
    print(path.spec, path.surface, difference)
    #expect(difference.closedLoop < 1e-9)
  }

  @Test("All four paths are there") func count() { #expect(Self.published.count == 4) }
}
