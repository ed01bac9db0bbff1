import Optimizers
import Testing

@Suite("Published paths") struct PublishedPathTests {
  static let paths = PublishedPath.all(in: "trajectories") + PublishedPath.all(in: "paths")

  @Test("All published paths are there") func count() {
    #expect(PublishedPath.all(in: "trajectories").count == 304)
    #expect(PublishedPath.all(in: "paths").count == 266)
  }

  /// Where one ulp of the start grows beyond the limit along the path, no path but the library's own
  /// arithmetic can follow it; there every single step is compared, from the published point.
  @Test("A published path is ours", arguments: paths)
  func sameSteps(_ path: PublishedPath) throws {
    let difference = path.difference(of: try OptimizerSpec(path.spec).optimizer)
    if difference.closedLoop > 1e-9 {
      #expect(difference.openLoop <= 4)
      #expect(difference.sensitivity > 1e-10)
    }
  }
}
