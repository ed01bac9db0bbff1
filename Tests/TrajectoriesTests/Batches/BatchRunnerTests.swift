import Foundation
import LossSurfaces
import Optimizers
import ReproducibleMath
import Testing

@testable import Trajectories

@Suite struct BatchRunnerTests {
  private static func beale() throws -> LossSurface {
    try Project.catalog.surface(named: "beale")
  }

  /// Keeps the last point.
  private struct LastPoint: StepRecorder {
    var point: [Double] = []
    var loss = 0.0

    mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) {
      self.point = point.indices.map { point[$0] }
      loss = row.loss
    }
  }

  @Test(
    "A lane ends where the run alone ends, bit for bit",
    arguments: OptimizerCatalog.entries.map(\.key))
  func lanes(_ key: String) throws {
    let surface = try Self.beale()
    let starts = BatchStarts.random(in: surface.card.domain, count: 11, seed: 4)
    let optimizer = try OptimizerSpec(key).optimizer
    for exit in [DomainExit.free, .clip, .reflect, .penalty(50)] {
      let runner = BatchRunner(surface: surface, steps: 25, exit: exit, threads: 2)
      let ends = runner.run(optimizer, from: starts.numbers)
      for lane in [0, 5, 10] {
        var last = LastPoint()
        let alone = Runner(steps: 25, edge: DomainEdge(exit, of: surface.card.domain))
        let outcome = try alone.run(
          optimizer, on: surface, from: starts.point(lane), into: &last)
        guard !outcome.isDiverged else { continue }
        #expect(
          ends.point(lane).map(\.bitPattern) == last.point.map(\.bitPattern), "\(exit), \(lane)")
      }
    }
  }

  @Test("The number of threads changes nothing")
  func threads() throws {
    let surface = try Self.beale()
    let starts = BatchStarts.grid(over: surface.card.domain, side: 33, base: [0, 0])
    let ends = [1, 2, 7].map { threads in
      BatchRunner(
        surface: surface, steps: 60, targets: [.init(at: [3, 0.5], radius: 0.1)], threads: threads
      ).run(Adam(), from: starts.numbers)
    }
    #expect(Set(ends.map(\.fates)).count == 1)
    #expect(Set(ends.map { $0.points.map(\.bitPattern) }).count == 1)
  }

  @Test("A lane has arrived with the step from which on it stays")
  func arrival() throws {
    let bowl = try LossSurface(formula: "x^2 + y^2", domain: [("x", -2...2), ("y", -2...2)])
    var descent = GradientDescent()
    descent.learningRate = 0.25
    // Each step halves the distance: 1 → 0.5 → 0.25 → 0.125 → 0.0625.
    let runner = BatchRunner(
      surface: bowl, steps: 10, targets: [.init(at: [0, 0], radius: 0.1)])
    let ends = runner.run(descent, from: [1, 0.05, 2, 0, 0, 0])
    #expect(
      ends.fates == [
        .reached(target: 0, evaluations: 4), .reached(target: 0, evaluations: 0),
        .reached(target: 0, evaluations: 5),
      ])
  }

  @Test("Lanes that diverge, leave or fall short say so")
  func fates() throws {
    let bowl = try LossSurface(formula: "x^2 + y^2", domain: [("x", -2...2), ("y", -2...2)])
    var descent = GradientDescent()
    descent.learningRate = 2.0
    // Each step trebles the distance and turns it round.
    var runner = BatchRunner(surface: bowl, steps: 5, targets: [.init(at: [0, 0], radius: 0.1)])
    #expect(runner.run(descent, from: [1, 0]).fates == [.undecided])
    runner.steps = 900
    guard case .diverged(let step) = runner.run(descent, from: [1, 0]).fates[0] else {
      Issue.record("expected a lane that diverges")
      return
    }
    #expect(300...650 ~= step)
    runner.exit = .stop
    let left = runner.run(descent, from: [0.5, 0])
    #expect(left.fates == [.left(step: 2)])
    #expect(left.points == [4.5, 0])
  }

  @Test("What lanes keep does not grow with the steps, nor what they cost a step")
  func memory() throws {
    let surface = try Self.beale()
    let starts = BatchStarts.grid(over: surface.card.domain, side: 16, base: [0, 0])
    for steps in [10, 10_000] {
      let ends = BatchRunner(surface: surface, steps: steps).run(Adam(), from: starts.numbers)
      #expect(ends.points.count + ends.losses.count + ends.fates.count == 4 * 256)
    }
  }
}
