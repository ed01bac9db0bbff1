import ArgumentParser
import LossSurfaces
import Optimizers
import Trajectories

/// What a race is: the options of every command that runs one.
struct RaceOptions: ParsableArguments {
  @OptionGroup var surfaces: SurfaceOptions

  @Option(
    parsing: .unconditional,
    help: "Where all optimizers begin, as in -1.5,2; the surface's first start where not given.")
  var start: NumberList?

  @Option(help: "The budget of each optimizer, in steps.")
  var steps = 500

  @Option(
    help: """
      How learning rates are chosen: tuned (the best of one grid for all, at the horizon that is \
      drawn), defaults (each library's own), same (--learning-rate for all). A rate that a spec \
      line states is kept when tuning.
      """)
  var tuning = TuningName.tuned

  @Option(help: "The one learning rate of --tuning same.")
  var learningRate = 0.01

  @Option(
    help: ArgumentHelp(
      "Shapes every learning rate over the run, in any library's words: cosine, "
        + "step(every: 100, by: 0.5), reduceOnPlateau, \"optax.linear_schedule(0.1, 0, 500)\". A "
        + "line's own schedule is kept. See descent list schedules.",
      valueName: "line"))
  var schedule: String?
  @OptionGroup var walls: DomainExitOptions

  @Option(help: "End a run early once f − f* is at or below this.")
  var target: Double?

  @OptionGroup var view: ViewOptions

  @Option(help: "How many threads; the result does not depend on it.")
  var threads = Threads.available

  enum TuningName: String, CaseIterable, ExpressibleByArgument { case tuned, defaults, same }

  func validate() throws {
    guard steps >= 1 else { throw ValidationError("--steps is \(steps); expected at least 1") }
    guard threads >= 1 else {
      throw ValidationError("--threads is \(threads); expected at least 1")
    }
    guard learningRate >= 0, learningRate.isFinite else {
      throw ValidationError("--learning-rate is \(learningRate); expected a number of at least 0")
    }
  }

  func race(on name: String, _ lines: [String]) throws -> Trajectories.Race {
    let surface = try surfaces.surface(name)
    var race = Trajectories.Race(
      surface: surface, start: try startPoint(on: surface), steps: steps,
      entrants: try Self.entrants(lines), threads: threads)
    race.tuning =
      switch tuning {
      case .tuned: .tuned(.standard)
      case .defaults: .defaults
      case .same: .same(learningRate)
      }
    race.target = target
    if let schedule { try race.schedule(by: ScheduleSpec(schedule, horizon: steps)) }
    race.exit = walls.exit(on: surface)
    try view.apply(to: &race)
    return race
  }

  private func startPoint(on surface: LossSurface) throws -> [Double] {
    guard let start else {
      if let first = surface.card.starts.first { return first }
      throw WrongRequest("\(surface.card.name) has no start of its own; expected --start")
    }
    guard start.numbers.count == surface.dimension, start.numbers.allSatisfy(\.isFinite) else {
      throw WrongRequest(
        "--start \(start.text) has \(start.numbers.count) numbers; "
          + "\(surface.card.name) needs \(surface.dimension) finite ones")
    }
    return start.numbers
  }

  /// The optimizers of the lines; `all` stands for the whole catalogue.
  static func entrants(_ lines: [String]) throws -> [OptimizerSpec] {
    try lines.flatMap { line in
      try (line == "all" ? OptimizerCatalog.entries.map(\.key) : [line]).map(OptimizerSpec.init)
    }
  }
}
