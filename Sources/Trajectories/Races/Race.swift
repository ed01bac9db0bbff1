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
  /// The noise in what the optimizers see; the loss that is recorded and judged has none.
  public var noise: SurfaceNoise?
  /// How many examples a look takes, on a surface that is a mean over examples; nil stands for all.
  ///
  /// With several, every optimizer runs with each of them.
  public var batchSizes: [Int?] = [nil]
  /// Each run's budget in passes over all examples, in place of `steps`.
  public var epochs: Int?
  /// Of noise, batches and random numbers.
  public var seed: UInt64 = 0
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
    noise = surface.card.noise
  }

  /// Shapes every learning rate that no line shapes itself.
  /// - Throws: where an entrant cannot follow the schedule.
  public mutating func schedule(by spec: ScheduleSpec) throws(SpecError) {
    for index in entrants.indices { entrants[index] = try entrants[index].scheduled(by: spec) }
    schedule = spec
  }

  /// Whether what the optimizers see is random.
  public var isRandom: Bool { batchSizes.contains { view($0) != nil } }

  /// Whether a look counts as many evaluations as it takes examples, since looks differ in that.
  public var isByEpochs: Bool { batchSizes.contains { $0 != nil } }

  func view(_ batchSize: Int?) -> ViewedSurface? {
    surface.seen(through: SurfaceView(noise: noise, batchSize: batchSize, seed: seed))
  }

  private func examples(inBatch size: Int?) -> Int {
    min(size ?? surface.exampleCount, surface.exampleCount)
  }

  /// The budget of a run in steps.
  public func steps(withBatch size: Int?) -> Int {
    guard let epochs else { return steps }
    let size = examples(inBatch: size)
    return epochs * ((surface.exampleCount + size - 1) / size)
  }

  func runner(_ batchSize: Int?) -> Runner {
    Runner(
      steps: steps(withBatch: batchSize),
      target: target.map { $0 + (surface.card.lowestValue ?? 0) },
      cost: isByEpochs ? examples(inBatch: batchSize) : 1,
      edge: DomainEdge(exit, of: surface.card.domain))
  }

  /// The optimizers with the learning rates that they race with, and where those come from.
  public func tune() -> [RacePlan] {
    let plans = entrants.flatMap { entrant in
      batchSizes.map { size in
        RacePlan(
          spec: entrant, origin: entrant.statesLearningRate ? .stated : .byDefault, batchSize: size)
      }
    }
    return tuning.plans(for: plans) { open, grid in
      let candidates = open.map { plan in
        LearningRateSearch.Candidate(
          optimizer: plan.spec.optimizer, runner: runner(plan.batchSize),
          view: view(plan.batchSize))
      }
      return LearningRateSearch(grid: grid, threads: threads)
        .run(candidates, on: surface, from: start)
    }
  }

  /// Tunes, then races, each optimizer a serial task of its own: the result does not depend on the
  /// number of threads.
  /// - Parameter table: a CSV file that takes every row of every run as it is made.
  /// - Throws: where that file cannot be written.
  public func run(table path: String? = nil) throws -> RaceResult {
    let plans = tune()
    let names = distinctNames(plans)
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
        parameters: surface.card.axisLabels,
        slots: plans.map { slotNames(of: $0.spec.optimizer) },
        hasRates: plans.contains { $0.spec.optimizer.hasMovingRate })
      let table = try CSVRecorder(path: path, label: name, columns: columns, slotNames: slots)
      if index == 0 { try table.writeHeader() }
      recorder.table = table
    }
    let outcome = try runner(plan.batchSize).run(
      plan.spec.optimizer, on: surface, seen: view(plan.batchSize), from: start, into: &recorder)
    let run = RaceRun(
      name: name, plan: plan, trajectory: recorder.memory.trajectory, outcome: outcome)
    return (run, recorder.table)
  }

  private func slotNames(of optimizer: any Optimizer) -> [String] {
    optimizer.makeState(for: .point(dimension: start.count), at: start.span).slotNames
  }

  /// The optimizers' labels, with the batch where every optimizer runs with several.
  private func distinctNames(_ plans: [RacePlan]) -> [String] {
    guard batchSizes.count > 1 else { return Self.distinctNames(plans.map(\.spec)) }
    let names = Self.distinctNames(entrants)
    return plans.enumerated().map { index, plan in
      let size = plan.batchSize.map(String.init) ?? "all"
      return "\(names[index / batchSizes.count]), batch \(size)"
    }
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
  /// How many examples a look takes; all where nil.
  public var batchSize: Int?

  public init(spec: OptimizerSpec, origin: LearningRateOrigin, batchSize: Int? = nil) {
    self.spec = spec
    self.origin = origin
    self.batchSize = batchSize
  }
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
