import DataSets
public import Networks
public import Optimizers
import ReproducibleMath

/// One network, one optimizer, one seed: trained batch by batch, and storable between any two.
///
/// What it will do next follows from its value alone. Two runs of the same plan on the same data
/// pass through the same bits, in however many pieces and on however many threads.
public struct TrainingRun<Number: TrainingNumber>: Sendable {
  public let plan: TrainingPlan
  public let network: Network
  public let data: TrainingData<Number>
  /// The optimizer that the plan's line names, at the rate that the plan gives it.
  public let spec: OptimizerSpec
  public internal(set) var history: History
  public internal(set) var outcome: TrainingOutcome?
  /// The parameters at each record of the history, one after the other, if the plan keeps them.
  public internal(set) var path: [Number] = []
  /// How the layers stand at each record of the history, if the plan wants to know.
  public internal(set) var diagnoses: [Diagnosis] = []
  /// Seconds of training until the end of each record of the history; not part of the result.
  public internal(set) var seconds: [Double] = []

  var position = Position()
  var callbacks = CallbackStates<Number>()
  var point: AlignedNumbers<Number>
  let slabs: SlabLayout
  var memory: OptimizerMemory<Number>
  var objective: NetworkObjective<Number>
  var evaluator: Evaluator<Number>
  var order: BatchOrder
  var rule: Rule
  var batchStep: BatchStep<Number>
  var scratch: [Number] = []

  /// Where a run stands.
  struct Position: Sendable, Hashable, Codable {
    /// Finished epochs, and finished batches of the one under way.
    var epoch = 0
    var batch = 0
    var updates = 0
    var evaluations = 0
    /// The sum of the losses of the epoch's examples so far.
    var lossSum = 0.0
  }

  /// - Parameters:
  ///   - parameters: the first ones; those that the plan's seed gives where nil.
  ///   - threads: how many share the work of one batch.
  /// - Throws: `TrainingError` if plan and data do not fit, or the optimizer's line is wrong.
  public init(
    _ plan: TrainingPlan, on data: TrainingData<Number>, from parameters: [Number]? = nil,
    threads: Int = 1
  ) throws(TrainingError) {
    let network = try Self.network(plan, data)
    self.network = network
    spec = try Self.spec(plan, network)
    self.plan = plan
    self.data = data
    rule = Rule(spec.optimizer)
    let first = parameters ?? network.initialParameters(seed: plan.seed)
    precondition(first.count == network.parameterCount)
    let team = threads > 1 ? WorkerTeam(count: threads) : nil
    let order = BatchOrder(
      data.split.training, batchSize: plan.batchSize, seed: plan.seed, shuffles: plan.shuffles)
    self.order = order
    objective = NetworkObjective(
      network, loss: plan.loss, capacity: order.batchSize, team: team)
    objective.classWeights = plan.classWeights
    objective.labelSmoothing = plan.labelSmoothing
    evaluator = Evaluator(
      network, loss: plan.loss, metrics: plan.metrics,
      largest: max(data.split.training.count, data.split.validation.count))
    batchStep = BatchStep(count: network.parameterCount, clipNorm: plan.clipNorm)
    let isBlockwise = batchStep.isBlockwise(rule)
    if isBlockwise && plan.augmentation.isIdentity && data.isMostlyZero {
      objective.skipZeroInputs()
    }
    // What works on all weights after a batch expects them where they usually stand.
    let isShared =
      isBlockwise && plan.averaging == nil && !network.hasConstraints && !network.hasPenalties
    slabs = SlabLayout(network, threads: isShared ? threads : 1, rows: order.batchSize)
    point = AlignedNumbers(first, in: slabs)
    memory = OptimizerMemory(
      rule, layout: network.layout, at: first, isBlockwise: isBlockwise, slabs: slabs)
    history = History(metrics: plan.metrics)
    history.batchLosses.reserveCapacity(order.count * plan.epochs)
  }

  /// The weights and all else that is learned, layer after layer.
  public internal(set) var parameters: [Number] {
    get { point.array(in: slabs) }
    set { point = AlignedNumbers(newValue, in: slabs) }
  }
  /// What layers remember between batches.
  public var networkState: [Number] { objective.state }
  public var batchesPerEpoch: Int { order.count }
  public var updates: Int { position.updates }

  /// The parameters that are measured: their mean where the plan keeps one, or the point that an
  /// averaging rule is judged by.
  public var measuredParameters: [Number] { meanParameters ?? parameters }

  /// nil where neither the plan nor the rule keeps one.
  var meanParameters: [Number]? { callbacks.mean.isEmpty ? memory.average : callbacks.mean }

  /// Trains to the end, telling `report` of each batch.
  public mutating func run(report: (TrainingProgress) -> Void = { _ in }) {
    let clock = RunClock(before: seconds.last ?? 0)
    while let progress = step() {
      clock.mark(&seconds, records: history.epochs.count)
      report(progress)
    }
  }

  /// Takes the next batch; nil once the run has ended.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func step() -> TrainingProgress? {
    guard outcome == nil else { return nil }
    if position.updates == 0 { record(batchLoss: nil) }
    guard plan.epochs > 0 else {
      outcome = .finished
      return nil
    }
    let rows = loadBatch()
    let (loss, evaluations) = batchStep.take(
      &point, in: slabs, by: rule, on: &objective, memory: &memory)
    position.evaluations += evaluations
    history.batchLosses.append(loss)
    position.updates += 1
    position.batch += 1
    position.lossSum += loss * Double(rows)
    guard loss.isFinite else {
      outcome = .diverged(update: position.updates)
      return progress(loss, nil)
    }
    finishUpdate()
    guard position.batch == order.count else { return progress(loss, nil) }
    // Named first: as an argument it would make Swift copy the whole run for the call.
    let record = finishEpoch()
    return progress(loss, record)
  }
}
