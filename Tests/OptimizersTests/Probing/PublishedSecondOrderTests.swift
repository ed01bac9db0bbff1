import Optimizers
import Testing

@Suite("Published second-order paths") struct PublishedSecondOrderTests {
  /// Near a minimum a quasi-Newton method divides rounding by rounding: there no path but the
  /// library's own arithmetic can follow it, and the last bit of the start says how far.
  @Test(
    "torch's, optax' and pytorch-optimizer's paths are ours", arguments: PublishedPath.secondOrder)
  func samePath(_ path: PublishedPath) throws {
    let difference = path.difference(of: try OptimizerSpec(path.spec).optimizer)
    #expect(difference.closedLoop < max(1e-9, 4 * difference.sensitivity))
    #expect(difference.sensitivity < 1e-6)
  }

  @Test("All published paths are there") func count() {
    #expect(PublishedPath.secondOrder.count == 47)
  }
}
