import Scenes
import Testing
import Trajectories

@testable import Figures

@Suite struct PrincipalComponentsTests {
  @Test("The axes are unit vectors at right angles, the first with most of the variance")
  func axes() throws {
    let result = try Races.race(
      ["adam", "sgd(learningRate: 1e-4)"], on: "rosenbrock", dimension: 4)
    let components = PrincipalComponents(result)
    let (a, b) = (components.axes[0], components.axes[1])
    func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(abs(dot(a, a) - 1) < 1e-9 && abs(dot(b, b) - 1) < 1e-9 && abs(dot(a, b)) < 1e-9)
    #expect(components.shares[0] >= components.shares[1])
    #expect(components.shares[0] + components.shares[1] <= 1 + 1e-9)
    #expect(components.shares[0] > 0.4)
  }

  @Test("A run on its way to infinity does not decide the plane")
  func diverging() throws {
    let sane = try Races.race(["adam"], on: "rosenbrock", dimension: 4)
    let wild = try Races.race(["adam", "sgd(learningRate: 1)"], on: "rosenbrock", dimension: 4)
    let shares = PrincipalComponents(wild).shares
    #expect(shares.allSatisfy { $0.isFinite && $0 <= 1 + 1e-9 })
    #expect(PrincipalComponents(sane).shares.allSatisfy { $0.isFinite })
  }
}
