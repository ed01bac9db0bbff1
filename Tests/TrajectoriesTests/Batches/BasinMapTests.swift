import LossSurfaces
import Optimizers
import Testing

@testable import Trajectories

@Suite struct BasinMapTests {
  /// The rules of Dupont's post with his rates and budgets, and the shares that he found.
  static let published: [(line: String, steps: Int, share: Double)] = [
    ("sgd(learningRate: 0.02)", 500, 0.548),
    ("momentum(learningRate: 0.01, momentum: 0.8)", 200, 0.591),
    ("rmsprop(learningRate: 0.01, decay: 0.99)", 300, 0.654),
    ("adam(learningRate: 0.01, beta1: 0.7, correction: none)", 100, 0.668),
  ]

  @Test("The shares of two wells are the published ones", arguments: published.indices)
  func twoWells(_ index: Int) throws {
    let (line, steps, share) = Self.published[index]
    let surface = try Project.catalog.surface(named: "two-wells")
    var plan = BasinPlan(
      surface: surface, entrants: [try OptimizerSpec(line)], side: 201, steps: steps, threads: 2)
    plan.radius = 0.1
    let map = plan.run()
    #expect(map.minima.filter(\.isDeclared).count == 2)
    #expect(abs(map.panels[0].share(ofMinimum: 0) - share) <= 0.003)
  }

  @Test("Minima that nobody declared are found, to rounding")
  func found() throws {
    let surface = try LossSurface(
      formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", domain: [("x", -5...5), ("y", -5...5)])
    let plan = BasinPlan(
      surface: surface, entrants: [try OptimizerSpec("adam(learningRate: 0.1)")], side: 21,
      steps: 400)
    let map = plan.run()
    let himmelblau = try Project.catalog.surface(named: "himmelblau")
    #expect(map.minima.count == 4)
    for known in himmelblau.card.minima {
      let nearest = map.minima.map { found in
        zip(found.at, known.at).map { abs($0 - $1) }.max() ?? 1
      }.min()
      #expect((nearest ?? 1) < 1e-14)
    }
    #expect(map.panels[0].undecidedShare < 0.01)
    #expect(map.minima.filter(\.isDeclared).isEmpty)
  }

  @Test("Minima too many to watch for are arrived at all the same")
  func manyMinima() throws {
    let surface = try Project.catalog.surface(named: "ackley")
    var plan = BasinPlan(
      surface: surface, entrants: [try OptimizerSpec("sgd(learningRate: 0.01)")], side: 41,
      steps: 300, threads: 2)
    let map = plan.run()
    #expect(map.minima.count > 400)
    #expect(map.panels[0].undecidedShare < 0.02)
    for (lane, fate) in map.panels[0].fates.enumerated() {
      guard case .reached(let target, _) = fate else { continue }
      let minimum = map.minima[target].at
      let end = [map.panels[0].points[lane], map.panels[0].points[41 * 41 + lane]]
      #expect(zip(minimum, end).allSatisfy { abs($0 - $1) < 0.5 })
    }
    plan.threads = 1
    #expect(plan.run().panels[0].fates == map.panels[0].fates)
  }

  @Test("A radius near nothing is no fault")
  func tinyRadius() throws {
    var plan = BasinPlan(
      surface: try Project.catalog.surface(named: "himmelblau"),
      entrants: [try OptimizerSpec("adam(learningRate: 0.1)")], side: 5, steps: 50)
    plan.radius = 1e-300
    #expect(plan.run().panels[0].fates.count == 25)
  }

  @Test("Shares of all fates add up to one, and a strip has a panel for each rate")
  func strip() throws {
    let surface = try Project.catalog.surface(named: "himmelblau")
    var plan = BasinPlan(
      surface: surface, entrants: try ["sgd", "adam"].map(OptimizerSpec.init), side: 15, steps: 80)
    plan.learningRates = [1e-3, 1e-2, 1]
    let map = plan.run()
    #expect(map.panels.map(\.learningRate) == [1e-3, 1e-2, 1, 1e-3, 1e-2, 1])
    #expect(map.panels[2].divergedShare > 0.9)
    for panel in map.panels {
      let minima = map.minima.indices.reduce(0) { $0 + panel.share(ofMinimum: $1) }
      let sum = minima + panel.undecidedShare + panel.divergedShare + panel.leftShare
      #expect(abs(sum - 1) < 1e-12)
    }
  }

  @Test("Tuning takes the rate with the lowest median for each optimizer that states none")
  func tuning() throws {
    let surface = try Project.catalog.surface(named: "himmelblau")
    let plan = BasinPlan(
      surface: surface, entrants: try ["sgd", "sgd(learningRate: 0.001)"].map(OptimizerSpec.init),
      side: 5, steps: 60)
    let map = plan.run()
    #expect(map.panels[1].learningRate == 0.001)
    #expect(map.panels[1].plan.origin == .stated)
    #expect(map.panels[0].plan.origin == .tuned(tried: 33, edge: nil))
    let sweep = RateSweep(
      surface: surface,
      starts: .grid(over: surface.card.domain, side: 8, base: plan.base), steps: 60)
    let cells = sweep.cells(of: [GradientDescent()], at: LearningRateGrid.standard.rates)[0]
    let chosen = cells.first { $0.rate == map.panels[0].learningRate }
    #expect(chosen?.median == cells.map(\.median).min())
  }
}
