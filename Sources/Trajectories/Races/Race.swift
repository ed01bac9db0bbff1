public import LossSurfaces
public import Optimizers
import ReproducibleMath

/// Several optimizers, one surface, one start, one budget.
public struct Race: Sendable {
  public var surface: LossSurface
  public var start: [Double]
  /// The budget of each run, in steps; also the horizon at which learning rates are judged.
  public var steps: Int
  public var entrants: [OptimizerSpec]
  /// What shapes the rate of every entrant whose line does not; see `schedule(by:)`.
  public private(set) var schedule: ScheduleSpec?
  public var tuning = Tuning.tuned(.standard)
  /// What happens to a run that leaves the surface's domain.
  public var exit = DomainExit.free
  /// f − f* at which a run ends early, where one is set.
  public var target: Double?
  public var threads: Int
  /// Rows that a trajectory keeps in memory; a longer run is thinned to its shape.
  public var capacity = 65_536

  public init(
    surface: LossSurface, start: [Double], steps: Int, entrants: [OptimizerSpec], threads: Int = 1
  ) {
    precondition(start.count == surface.dimension)
    self.surface = surface
    self.start = start
    self.steps = steps
    self.entrants = entrants
    self.threads = threads
  }

  /// Shapes every learning rate that no line shapes itself.
  /// - Throws: where an entrant cannot follow the schedule.
  public mutating func schedule(by spec: ScheduleSpec) throws(SpecError) {
    for index in entrants.indices { entrants[index] = try entrants[index].scheduled(by: spec) }
    schedule = spec
  }

  var runner: Runner {
    Runner(
      steps: steps, target: target.map { $0 + (surface.card.lowestValue ?? 0) },
      edge: DomainEdge(exit, of: surface.card.domain))
  }

  /// The optimizers with the learning rates that they race with, and where those come from.
  public func tune() -> [RacePlan] {
    tuning.plans(for: entrants) { optimizers, grid in
      LearningRateSearch(grid: grid, runner: runner, threads: threads)
        .run(optimizers, on: surface, from: start)
    }
  }

  /// Tunes, then races, each optimizer a serial task of its own: the result does not depend on the
  /// number of threads.
  /// - Parameter table: a CSV file that takes every row of every run as it is made.
  /// - Throws: where that file cannot be written.
  public func run(table path: String? = nil) throws -> RaceResult {
    let plans = tune()
    let names = Self.distinctNames(plans.map(\.spec))
    let runs = Parallel.map(count: plans.count, threads: threads) { index in
      Result {
        try walk(plans[index], named: names[index], plans: plans, table: path, index: index)
      }
    }
    let finished = try runs.map { try $0.get() }
    if let first = finished.first?.table {
      try first.commit(followedBy: finished.dropFirst().compactMap(\.table))
    }
    return RaceResult(race: self, runs: finished.map(\.run))
  }

  private func walk(
    _ plan: RacePlan, named name: String, plans: [RacePlan], table path: String?, index: Int
  ) throws -> (run: RaceRun, table: CSVRecorder?) {
    let slots = slotNames(of: plan.spec.optimizer)
    var recorder = RaceRecorder(
      memory: TrajectoryRecorder(
        dimension: start.count, slotNames: slots, capacity: capacity,
        scale: surface.card.domain.map { $0.upperBound - $0.lowerBound }))
    if let path {
      let columns = TrajectoryColumns(
        parameters: surface.formula.variables.labels,
        slots: plans.map { slotNames(of: $0.spec.optimizer) },
        hasRates: plans.contains { $0.spec.optimizer.hasMovingRate })
      let table = try CSVRecorder(path: path, label: name, columns: columns, slotNames: slots)
      if index == 0 { try table.writeHeader() }
      recorder.table = table
    }
    let outcome = try runner.run(plan.spec.optimizer, on: surface, from: start, into: &recorder)
    let run = RaceRun(
      name: name, plan: plan, trajectory: recorder.memory.trajectory, outcome: outcome)
    return (run, recorder.table)
  }

  private func slotNames(of optimizer: any Optimizer) -> [String] {
    optimizer.makeState(for: .point(dimension: start.count), at: start.span).slotNames
  }

  /// The label of each optimizer; those that share one are told apart by their values.
  static func distinctNames(_ specs: [OptimizerSpec]) -> [String] {
    specs.enumerated().map { index, spec in
      let namesakes = specs.indices.filter { specs[$0].label == spec.label }
      guard namesakes.count > 1 else { return spec.label }
      let twins = namesakes.filter { specs[$0].canonical == spec.canonical }
      guard let place = twins.firstIndex(of: index), place > 0 else { return spec.canonical }
      return "\(spec.canonical) #\(place + 1)"
    }
  }
}

/// An optimizer that is ready to race.
public struct RacePlan: Sendable {
  public var spec: OptimizerSpec
  public var origin: LearningRateOrigin
}

/// Keeps the trajectory for the picture, and writes every row to the table.
private struct RaceRecorder: StepRecorder {
  var memory: TrajectoryRecorder
  var table: CSVRecorder?

  mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) throws {
    memory.record(row, point: point, slots: slots)
    try table?.record(row, point: point, slots: slots)
  }
}
