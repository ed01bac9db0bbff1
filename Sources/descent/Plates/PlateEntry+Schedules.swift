import Figures
import LossSurfaces
import Optimizers
import Trajectories

extension PlateEntry {
  static let schedules = PlateEntry(
    name: "schedules", summary: "learning rate schedules, and the path and loss each gives"
  ) { request in
    let steps = 200
    let lines =
      request.subjects.isEmpty
      ? [
        "constant", "step(every: 50, by: 0.4)", "exponential(by: 0.98, over: 1)",
        "inverseTime(over: 20)", "cosine(over: 200)",
        "warmUp(over: 20, then: cosine(over: 180))",
      ] : request.subjects
    let entrants = try lines.map { line in
      var spec = try OptimizerSpec("noisy-sgd(variance: 9, annealing: 0)")
      let schedule = try ScheduleSpec(line)
      guard schedule.plateau == nil else {
        throw WrongRequest("\(line) looks at the loss; the plate shows rates that follow the step")
      }
      spec.optimizer.learningRate = schedule.schedule(base: 0.06)
      return spec
    }
    let surface = try request.surfaces.surface("elongated-bowl")
    var race = Trajectories.Race(
      surface: surface, start: surface.card.starts[0], steps: steps, entrants: entrants,
      threads: request.threads)
    race.tuning = .defaults
    var figure = SchedulesPlate(try race.run(), theme: request.theme, language: request.language)
    figure.threads = request.threads
    return figure
  }
}
