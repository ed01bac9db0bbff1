import LossSurfaces
import Optimizers
import Testing

@testable import Trajectories

@Suite struct SensitivityTests {
  private func bowl(_ lines: [String], rates: [Double], steps: Int = 20) throws -> Sensitivity {
    let surface = try LossSurface(formula: "x^2 + y^2", domain: [("x", -2...2), ("y", -2...2)])
    return SensitivityPlan(
      surface: surface, entrants: try lines.map(OptimizerSpec.init), rates: rates,
      starts: .random(in: surface.card.domain, count: 9, seed: 1), seed: 1, steps: steps
    ).run()
  }

  @Test("On a bowl the best rate of gradient descent is the one that jumps to the bottom")
  func best() throws {
    let rates = [0.01, 0.1, 0.5, 0.9, 1, 2, 1e3]
    let table = try bowl(["sgd"], rates: rates, steps: 200)
    let row = table.rows[0]
    #expect(row.best == 2)
    #expect(row.cells[2].median == 0)
    #expect(!row.isBestAtEdge)
    #expect(row.cells[6].diverged == 9)
    #expect(row.cells[6].median == .infinity)
    // 0.1 and 0.9 fall below the floor as well; 0.01 and 1 do not.
    #expect(table.goodRegion(row) == 1...3)
  }

  @Test("The good region has no holes and holds the best rate")
  func region() throws {
    let table = try bowl(
      ["adam", "momentum", "lion", "lbfgs"], rates: LearningRateGrid.standard.rates)
    for row in table.rows {
      let region = try #require(table.goodRegion(row))
      let best = try #require(row.best)
      #expect(region.contains(best))
      #expect(abs(table.goodDecades(row) - Double(region.count) / 4) < 0.01)
      let limit = 10 * max(row.cells[best].median - table.lowest, table.floor)
      #expect(region.allSatisfy { row.cells[$0].median - table.lowest <= limit })
    }
  }

  @Test("A cell has the bits of the runs alone")
  func alone() throws {
    let table = try bowl(["adam"], rates: [0.01, 0.1])
    var adam = Adam()
    adam.learningRate = 0.1
    let losses = (0..<9).map { index in
      Runner(steps: 20).finalLoss(
        adam, on: table.plan.surface, from: table.plan.starts.point(index))
    }
    #expect(table.rows[0].cells[1].losses == losses.sorted())
  }
}
