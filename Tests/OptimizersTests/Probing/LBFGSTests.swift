import Optimizers
import ReproducibleMath
import Testing

@Suite("L-BFGS") struct LBFGSTests {
  static let paths = PublishedPath.all(in: "trajectories").filter { $0.spec.contains("LBFGS") }

  @Test("torch's published paths are ours", arguments: paths)
  func samePath(_ path: PublishedPath) throws {
    let difference = path.difference(of: try OptimizerSpec(path.spec).optimizer)
    #expect(difference.closedLoop < 1e-12)
  }

  @Test("All four paths are there") func count() { #expect(Self.paths.count == 4) }

  @Test("A known gradient is not paid for twice, and a moved point is looked at anew")
  func reuse() {
    let optimizer = LBFGS()
    let function = SmoothFunction<Double>.rosenbrock
    let reusing = function.walk(optimizer, from: [-1.2, 1], steps: 20)
    let asking = function.walk(
      optimizer.with { $0.reusesGradient = false }, from: [-1.2, 1], steps: 20)
    #expect(reusing.point == asking.point)
    #expect(asking.function.gradients == reusing.function.gradients + 19)
  }

  @Test("It arrives at Rosenbrock's minimum, in either precision")
  func arrival() {
    let far = SmoothFunction<Double>.rosenbrock.walk(LBFGS(), from: [-1.2, 1], steps: 40)
    #expect(far.point.allSatisfy { abs($0 - 1) < 1e-6 })
    let short = SmoothFunction<Float>.rosenbrock.walk(LBFGS(), from: [-1.2, 1], steps: 60)
    #expect(short.point.allSatisfy { abs($0 - 1) < 1e-2 })
  }

  @Test("No more pairs are kept than the history allows")
  func history() {
    let optimizer = LBFGS().with { $0.history = 3 }
    var run = Run(optimizer, on: SmoothFunction<Double>.rosenbrock, from: [-1.2, 1])
    for _ in 0..<12 { run.step() }
    #expect(run.state.blocks.count == 6)
  }
}
