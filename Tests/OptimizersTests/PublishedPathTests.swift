import Optimizers
import Testing

@Suite("Published paths") struct PublishedPathTests {
  /// Names of libraries whose rules are not written yet.
  static let awaited = [

    "schedule_free", "Adafactor", "LBFGS",
  ]

  @Test("All published paths are there") func count() {
    #expect(PublishedPath.all.count == 304)
  }

  /// Where one ulp of the start grows beyond the limit along the path, no path but the library's own
  /// arithmetic can follow it; there every single step is compared, from the published point.
  @Test("A published path is ours", arguments: PublishedPath.all)
  func sameSteps(_ path: PublishedPath) throws {
    guard !Self.awaited.contains(where: path.spec.contains) else { return }
    let difference = path.difference(of: try OptimizerSpec(path.spec).optimizer)
    if difference.closedLoop > 1e-9 {
      #expect(difference.openLoop <= 4)
      #expect(difference.sensitivity > 1e-10)
    }
  }
}
