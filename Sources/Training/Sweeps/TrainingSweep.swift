import DataSets
public import Optimizers
import ReproducibleMath

/// Several optimizers on the same network and data, each from the same seeds: what is compared
/// differs in nothing else.
public struct TrainingSweep<Number: TrainingNumber>: Sendable {
  /// Its optimizer, rate and seed are replaced.
  public var plan: TrainingPlan
  /// One split of the examples, or several, of which each example is in the test part of one.
  public var folds: [TrainingData<Number>]
  public var entrants: [OptimizerSpec]
  public var seeds: [UInt64]
  public var tuning = TrainingTuning.defaults
  /// The first weights of all runs; those that each seed gives where nil.
  public var initialParameters: [Number]? {
    didSet { plan.initialWeights = initialParameters.map(WeightFile.checksum) }
  }
  /// Whether the first run of each optimizer records how its layers stand.
  public var diagnoses = false
  /// How many runs go on at once; the result does not depend on it.
  public var threads = 1
  /// Where runs are stored, to go on from after the program was stopped.
  public var storage: SweepStorage?

  public init(
    _ plan: TrainingPlan, on data: TrainingData<Number>, entrants: [OptimizerSpec],
    seeds: [UInt64]
  ) { self.init(plan, onFolds: [data], entrants: entrants, seeds: seeds) }

  public init(
    _ plan: TrainingPlan, onFolds folds: [TrainingData<Number>], entrants: [OptimizerSpec],
    seeds: [UInt64]
  ) {
    precondition(!folds.isEmpty)
    self.plan = plan
    self.folds = folds
    self.entrants = entrants
    self.seeds = seeds
  }

  /// The first of the splits.
  public var data: TrainingData<Number> { folds[0] }

  /// What `report` is told, from whichever thread a run is on.
  public struct Report: Sendable {
    /// Batches of all runs, finished and in all.
    public var finished: Int
    public var total: Int
    public var entrant: Int
    public var seed: UInt64
    /// Whether the run only chooses a learning rate.
    public var isTuning: Bool
    public var progress: TrainingProgress
  }

  /// Runs everything; each run on one thread.
  /// - Throws: `TrainingError` if plan, data and optimizers do not fit together, or a stored run is of
  ///   another plan; `OutputFileError` if a run cannot be stored.
  public func run(
    report: (@Sendable (Report) -> Void)? = nil
  ) throws -> SweepResult<Number> {
    for entrant in entrants { try TrainingRun.check(plan(for: entrant), on: data) }
    try storage?.refuseOthers(folds: folds.count)
    let counter = Counter(total: totalBatches)
    let rates = try tune(counter, report)
    var jobs: [Job] = []
    for (index, entrant) in entrants.enumerated() {
      for fold in folds.indices {
        let rate = rates[index][fold].rate
        for seed in seeds {
          var job = Job(entrant: index, fold: fold, plan: plan(for: entrant, rate, seed: seed))
          job.plan.diagnoses = diagnoses && fold == 0 && seed == seeds[0]
          jobs.append(job)
        }
      }
    }
    let runs = try run(jobs, isTuning: false, counter, report)
    let perEntrant = seeds.count * folds.count
    return SweepResult(
      entrants: entrants.indices.map { index in
        SweepResult.Entrant(
          spec: entrants[index], rate: ChosenRate(ofFolds: rates[index]), foldRates: rates[index],
          runs: Array(runs[index * perEntrant..<(index + 1) * perEntrant]))
      })
  }

  struct Job: Sendable {
    var entrant: Int
    var fold: Int
    var plan: TrainingPlan

    /// What the run is stored as.
    func name(isTuning: Bool, folds: Int) -> String {
      let part = folds > 1 ? SweepStorage.foldMark + "\(fold + 1)" : ""
      let rate = plan.learningRate.map { "-rate-\($0)" } ?? ""
      return "\(isTuning ? "tuning" : "run")-\(entrant + 1)\(part)\(rate)-seed-\(plan.seed)"
    }
  }

  /// The batches of all runs, those that only choose rates included.
  public var totalBatches: Int {
    let runs = entrants.count * seeds.count
    let tuned = tuningJobs.count / folds.count
    return folds.reduce(0) { $0 + batches($1) * (runs + tuned) }
  }

  private func batches(_ data: TrainingData<Number>) -> Int {
    let count = data.split.training.count, size = min(plan.batchSize, count)
    return (count + size - 1) / size * plan.epochs
  }

  private func plan(
    for entrant: OptimizerSpec, _ rate: Double? = nil, seed: UInt64? = nil
  ) -> TrainingPlan {
    var plan = plan
    plan.optimizer = entrant.line
    plan.learningRate = rate
    plan.seed = seed ?? plan.seed
    return plan
  }
}

extension TrainingSweep {
  private var tuningJobs: [Job] {
    guard case .tuned(let rates, let seeds) = tuning else { return [] }
    return entrants.enumerated().flatMap { index, entrant in
      entrant.statesLearningRate
        ? []
        : folds.indices.flatMap { fold in
          rates.rates.flatMap { rate in
            seeds.map { Job(entrant: index, fold: fold, plan: plan(for: entrant, rate, seed: $0)) }
          }
        }
    }
  }

  /// The rate of each entrant in each fold, and where it comes from.
  private func tune(
    _ counter: Counter, _ report: (@Sendable (Report) -> Void)?
  ) throws -> [[ChosenRate]] {
    var jobs = tuningJobs
    for index in jobs.indices {
      if !plan.watchesMetric { jobs[index].plan.metrics = [] }
      jobs[index].plan.measuresTraining = false
    }
    let runs = try run(jobs, isTuning: true, counter, report)
    return entrants.enumerated().map { index, entrant in
      folds.indices.map { fold in
        let own = entrant.optimizer.learningRate.base
        if entrant.statesLearningRate { return ChosenRate(rate: own, origin: .stated) }
        switch tuning {
        case .defaults: return ChosenRate(rate: own, origin: .byDefault)
        case .same(let rate): return ChosenRate(rate: rate, origin: .same)
        case .tuned(let rates, let seeds):
          let mine = jobs.indices.filter { jobs[$0].entrant == index && jobs[$0].fold == fold }
          let trials = rates.rates.enumerated().map { position, rate in
            let members = mine[position * seeds.count..<(position + 1) * seeds.count]
            return RateTrial(rate: rate, score: Self.median(members.map { runs[$0].tuningScore }))
          }
          return ChosenRate(choosingFrom: trials)
        }
      }
    }
  }

  static func median(_ scores: [Double]) -> Double {
    let sorted = scores.map { $0.isNaN ? .infinity : $0 }.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
