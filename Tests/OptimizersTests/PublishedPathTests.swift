import Optimizers
import Testing

@Suite("Published paths") struct PublishedPathTests {
  static let paths = PublishedPath.all(in: "trajectories") + PublishedPath.all(in: "paths")

  @Test("All published paths are there") func count() {
    #expect(PublishedPath.all(in: "trajectories").count == 304)
    #expect(PublishedPath.all(in: "paths").count == 304)
  }

  @Test("A published path is ours", arguments: paths)
  func sameSteps(_ path: PublishedPath) throws {
    let optimizer = try OptimizerSpec(path.spec).optimizer
    #expect(path.accepts(optimizer), "\(path.difference(of: optimizer))")
  }
}
