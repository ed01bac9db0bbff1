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
  private var point: AlignedNumbers<Number>
  private let slabs: SlabLayout
  var memory: OptimizerMemory<Number>
  var objective: NetworkObjective<Number>
  private var evaluator: Evaluator<Number>
  private var order: BatchOrder
  private var rule: Rule
  private var batchStep: BatchStep<Number>
  private var scratch: [Number] = []

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
    if data.isMostlyZero() && plan.augmentation.isIdentity { objective.skipZeroInputs() }
    evaluator = Evaluator(
      network, loss: plan.loss, metrics: plan.metrics,
      largest: max(data.split.training.count, data.split.validation.count))
    batchStep = BatchStep(count: network.parameterCount, clipNorm: plan.clipNorm)
    let isBlockwise = batchStep.isBlockwise(rule)
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
  public var measuredParameters: [Number] {
    if !callbacks.mean.isEmpty { return callbacks.mean }
    return memory.average ?? parameters
  }

  /// Trains to the end, telling `report` of each batch.
  public mutating func run(report: (TrainingProgress) -> Void = { _ in }) {
    var clock = RunClock(before: seconds.last ?? 0)
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

extension TrainingRun {
  private static func network(
    _ plan: TrainingPlan, _ data: TrainingData<Number>
  ) throws(TrainingError) -> Network {
    let network: Network
    do throws(NetworkError) {
      network = try Network(plan.architecture)
    } catch {
      throw TrainingError(error.description)
    }
    let targets = data.dataSet.targets
    guard network.inputs == data.dataSet.featureCount else {
      throw TrainingError(
        "the network reads \(network.inputs) numbers, where \(data.dataSet.name) has "
          + "\(data.dataSet.featureCount) features")
    }
    var widths = [targets.width]
    if case .classes(_, let names) = targets, names.count == 2, plan.loss.isBinary {
      widths.append(1)
    }
    guard widths.contains(network.outputs) else {
      throw TrainingError(
        "the network puts out \(network.outputs) numbers, where the loss and the targets of "
          + "\(data.dataSet.name) need \(targets.width)")
    }
    guard !data.split.training.isEmpty, plan.batchSize > 0 else {
      throw TrainingError("a run needs examples to train on, and batches of at least one")
    }
    if case .numbers = targets, plan.loss.isForClasses {
      throw TrainingError(
        "the loss \(plan.loss.name) is for classes, and \(data.dataSet.name) has numbers to predict"
      )
    }
    return network
  }

  private static func spec(
    _ plan: TrainingPlan, _ network: Network
  ) throws(TrainingError) -> OptimizerSpec {
    var spec: OptimizerSpec
    do throws(SpecError) {
      spec = try OptimizerSpec(plan.optimizer)
      if let rate = plan.learningRate { spec.optimizer.learningRate.base = rate }
      if let schedule = plan.schedule { spec = try spec.scheduled(by: ScheduleSpec(schedule)) }
    } catch {
      throw TrainingError(error.description)
    }
    // What has no decay, or one that cannot be taken apart, stays as it is.
    let weights = network.tensors.filter { $0.shape.role == .weights }.map(\.range)
    if plan.decaysWeightsOnly, let parted = spec.optimizer.decayingOnly(weights) {
      spec.optimizer = parted
    }
    return spec
  }

  /// The gradient of the next batch, at the run's parameters; dropout's masks are those that the
  /// batch will have.
  mutating func nextGradient() -> [Number] {
    _ = loadBatch()
    return gradientOfLoadedBatch()
  }

  /// Takes the next batch, and measures nothing.
  mutating func stepOnly() {
    _ = loadBatch()
    _ = batchStep.take(&point, in: slabs, by: rule, on: &objective, memory: &memory)
  }

  /// Calls `body` with the gradient of each batch of an epoch, at the run's parameters, and with how
  /// many examples it has.
  mutating func visitGradients(_ body: (_ gradient: [Number], _ rows: Int) -> Void) {
    for index in 0..<order.count {
      position.batch = index
      let rows = loadBatch()
      body(gradientOfLoadedBatch(), rows)
    }
  }

  private mutating func gradientOfLoadedBatch() -> [Number] {
    var gradient = [Number](repeating: 0, count: parameters.count)
    var span = gradient.mutableSpan
    let point = parameters
    _ = objective.gradient(at: point.span, into: &span)
    return gradient
  }

  private mutating func loadBatch() -> Int {
    let rows = order.batch(position.batch, epoch: position.epoch)
    objective.load(data.dataSet, rows: rows)
    objective.mode = .training(
      seed: plan.seed, draw: position.updates, keepsMoments: true)
    if let shape = data.dataSet.image, !plan.augmentation.isIdentity {
      let first = rows.startIndex, plan = plan, epoch = position.epoch
      var scratch = scratch
      self.scratch = []
      defer { self.scratch = scratch }
      objective.changeInputs { row, pixels in
        var random = RandomPurpose.augmentation.stream(seed: plan.seed, index: rows[first + row])
        random.position = UInt64(epoch) << 32
        plan.augmentation.apply(to: &pixels, shape: shape, random: &random, scratch: &scratch)
      }
    }
    return rows.count
  }

  private mutating func finishUpdate() {
    if network.hasConstraints {
      let network = network
      point.withUnsafeMutableBufferPointer { parameters in
        var span = parameters.mutableSpan
        network.applyConstraints(to: &span)
      }
    }
    guard let averaging = plan.averaging else { return }
    let epoch = position.epoch + 1, point = point
    point.withUnsafeBufferPointer {
      averaging.update(
        &callbacks.mean, count: &callbacks.meanCount, with: $0, epoch: epoch)
    }
  }

  private mutating func finishEpoch() -> EpochRecord {
    let mean = position.lossSum / Double(data.split.training.count)
    position.epoch += 1
    position.batch = 0
    position.lossSum = 0
    let entry = record(batchLoss: mean)
    callbacks.observe(entry, plan: plan, parameters: measuredParameters, state: objective.state)
    applyPlateau()
    if let best = callbacks.stopped {
      outcome = .stoppedEarly(bestEpoch: best)
    } else if position.epoch == plan.epochs {
      outcome = .finished
    }
    if outcome != nil { settle() }
    return entry
  }

  /// What a run leaves: the best parameters, or their mean, or simply the last.
  private mutating func settle() {
    if plan.earlyStopping?.restoresBest == true, !callbacks.best.isEmpty {
      parameters = callbacks.best
      objective.state = callbacks.bestState
    } else {
      parameters = measuredParameters
    }
  }

  func applyPlateauRate(to optimizer: inout any Optimizer) {
    optimizer.learningRate.base = spec.optimizer.learningRate.base * callbacks.plateau.factor
  }

  mutating func applyPlateau() {
    if plan.plateau != nil { applyPlateauRate(to: &rule.optimizer) }
  }

  @discardableResult
  private mutating func record(batchLoss: Double?) -> EpochRecord {
    let point = measuredParameters, state = objective.state, data = data
    let split = data.split
    let training =
      plan.measuresTraining
      ? evaluator.measure(point, state: state, on: data, rows: split.training) : nil
    let validation =
      split.validation.isEmpty
      ? nil : evaluator.measure(point, state: state, on: data, rows: split.validation)
    let entry = EpochRecord(
      epoch: position.epoch, updates: position.updates, evaluations: position.evaluations,
      learningRate: rule.optimizer.learningRate.rate(at: memory.state.step)
        * (memory.state.plateaus.first?.scale ?? 1), batchLoss: batchLoss,
      training: training, validation: validation)
    history.epochs.append(entry)
    if plan.keepsPath { path += point }
    if plan.diagnoses { diagnoses.append(diagnose()) }
    return entry
  }

  private func progress(_ loss: Double, _ record: EpochRecord?) -> TrainingProgress {
    TrainingProgress(
      epoch: position.epoch, batch: position.batch, batches: order.count,
      updates: position.updates, loss: loss, record: record)
  }
}

/// Measures how long a run has trained.
struct RunClock {
  private let start = ContinuousClock.now
  private let before: Double

  /// - Parameter before: seconds that the run had trained when it was stored.
  init(before: Double) { self.before = before }

  /// Notes the time of each record that has none.
  mutating func mark(_ seconds: inout [Double], records: Int) {
    while seconds.count < records {
      seconds.append(before + (ContinuousClock.now - start) / .seconds(1))
    }
  }
}

/// What a batch has brought.
public struct TrainingProgress: Sendable, Hashable {
  /// Finished epochs, and finished batches of the one under way.
  public var epoch: Int
  public var batch: Int
  public var batches: Int
  public var updates: Int
  public var loss: Double
  /// After the last batch of an epoch.
  public var record: EpochRecord?
}
