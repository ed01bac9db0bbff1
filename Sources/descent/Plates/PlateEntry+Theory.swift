import Figures
import LossSurfaces
import Optimizers
import Trajectories

extension PlateEntry {
  static let theory = PlateEntry(
    name: "theory", summary: "momentum on a quadratic, exact and measured"
  ) { request in
    guard request.subjects.isEmpty else {
      throw WrongRequest("the theory plate takes no subjects; found \(request.subjects[0])")
    }
    let surface = try request.surfaces.surface("elongated-bowl")
    func race(_ lines: [String], steps: Int) throws -> RaceResult {
      var race = Trajectories.Race(
        surface: surface, start: surface.card.starts[0], steps: steps,
        entrants: try lines.map { try OptimizerSpec($0) }, threads: request.threads)
      race.tuning = .defaults
      return try race.run()
    }
    return TheoryPlate(
      descent: try race(["sgd(learningRate: 0.064)"], steps: 24),
      damping: try race(
        ["0.3", "0.64", "0.9"].map { "momentum(learningRate: 0.04, momentum: \($0))" }, steps: 90),
      theory: MomentumTheory(curvatures: [1, 25]), theme: request.theme,
      language: request.language, threads: request.threads)
  }
}
