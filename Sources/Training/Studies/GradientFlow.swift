import DataSets
public import Networks
public import ReproducibleMath

/// How gradients fare through a deep network of equal layers, for several kinds of layer: at the
/// beginning over many seeds, and through the training of one.
public struct GradientFlow: Sendable, Hashable {
  /// What every hidden layer is made of.
  public enum Block: String, Sendable, Hashable, CaseIterable {
    case plain, largeWeights, batchNormalization, residual

    func layers(_ units: Int, _ activation: Activation) -> [Layer] {
      var dense = Dense(units)
      dense.weights = activation.usualInitializer
      switch self {
      case .plain: return [.dense(dense), .activation(activation)]
      case .largeWeights:
        dense.weights = activation.usualInitializer.scaled(by: 9)
        return [.dense(dense), .activation(activation)]
      case .batchNormalization:
        return [
          .dense(dense), .batchNormalization(BatchNormalization()), .activation(activation),
        ]
      case .residual:
        // What each block adds to its input must not make it grow from block to block.
        dense.weights = activation.usualInitializer.scaled(by: 1.0 / 9)
        return [.residual([.dense(dense), .activation(activation)])]
      }
    }
  }

  /// One kind of network.
  public struct Variant: Sendable, Hashable {
    public var activation: Activation
    public var block: Block
    /// The root mean square of ∂L/∂W of each hidden layer, before the first update: a row a seed.
    public var first: [[Double]]
    /// The same after each epoch of the first seed's run, epoch 0 first, as far as it came.
    public var byEpoch: [[Double]]
    /// The size of an update over that of the weights, of each hidden layer at the end; empty if the
    /// run diverged.
    public var updateRatios: [Double]
    /// The share of hidden units at the end that put out the same for all examples.
    public var deadShare: Double
    /// At the end, on the validation part; nil if the run diverged.
    public var accuracy: Double?
  }

  public var dataSet: String
  public var depth: Int
  public var units: Int
  public var epochs: Int
  public var optimizer: String
  public var seeds: Int
  public var variants: [Variant]

  /// - Throws: `TrainingError` if the optimizer's line is wrong.
  public init(
    on data: TrainingData<Double>, activations: [Activation], blocks: [Block] = Block.allCases,
    depth: Int = 10, units: Int = 32, epochs: Int = 8, optimizer: String = "sgd(0.05)",
    seeds: Int = 5, threads: Int = 1
  ) throws(TrainingError) {
    dataSet = data.dataSet.name
    self.depth = depth
    self.units = units
    self.epochs = epochs
    self.optimizer = optimizer
    self.seeds = seeds
    let kinds = blocks.flatMap { block in activations.map { (block, $0) } }
    let plans = kinds.map { block, activation in
      Self.plan(block, activation, data, depth, units, epochs, optimizer)
    }
    _ = try TrainingRun(plans[0], on: data)
    let results = Parallel.map(count: kinds.count, threads: threads) { index in
      Result { () throws(TrainingError) -> Variant in
        try Self.variant(kinds[index].0, kinds[index].1, plans[index], data, seeds)
      }
    }
    variants = []
    for result in results { variants.append(try result.get()) }
  }

  private static func plan(
    _ block: Block, _ activation: Activation, _ data: TrainingData<Double>, _ depth: Int,
    _ units: Int, _ epochs: Int, _ optimizer: String
  ) -> TrainingPlan {
    // The first hidden layer brings the features to the common width.
    let first: Block = block == .residual ? .plain : block
    let hidden =
      first.layers(units, activation) + (1..<depth).flatMap { _ in block.layers(units, activation) }
    let loss = Loss.usual(for: data.dataSet.targets)
    let outputs = loss.isBinary ? 1 : data.dataSet.targets.width
    var plan = TrainingPlan(
      architecture: Architecture(
        inputs: data.dataSet.featureCount, layers: hidden + [.dense(outputs)]),
      loss: loss, optimizer: optimizer)
    plan.epochs = epochs
    plan.metrics = [.accuracy]
    plan.measuresTraining = false
    return plan
  }

  private static func variant(
    _ block: Block, _ activation: Activation, _ plan: TrainingPlan, _ data: TrainingData<Double>,
    _ seeds: Int
  ) throws(TrainingError) -> Variant {
    var first: [[Double]] = []
    for seed in 0..<seeds {
      var plan = plan
      plan.seed = UInt64(seed)
      first.append(norms(try TrainingRun(plan, on: data).diagnose()))
    }
    var run = try TrainingRun(plan, on: data)
    var byEpoch = [norms(run.diagnose())]
    while let progress = run.step() {
      if progress.record != nil, run.outcome == nil { byEpoch.append(norms(run.diagnose())) }
    }
    let isDiverged = if case .diverged = run.outcome { true } else { false }
    let end = run.diagnose()
    if !isDiverged { byEpoch.append(norms(end)) }
    let dead = end.activations.map(\.deadShare)
    return Variant(
      activation: activation, block: block, first: first, byEpoch: byEpoch,
      updateRatios: isDiverged ? [] : hidden(end).map(\.updateRatio),
      deadShare: dead.isEmpty ? 0 : dead.reduce(0, +) / Double(dead.count),
      accuracy: isDiverged ? nil : run.history.epochs.last?.validation?.metrics.first)
  }

  /// The weights of the hidden layers.
  private static func hidden(_ diagnosis: Diagnosis) -> [TensorDiagnosis] {
    diagnosis.tensors.filter { $0.role == .weights }.dropLast()
  }

  private static func norms(_ diagnosis: Diagnosis) -> [Double] {
    hidden(diagnosis).map(\.gradientSize)
  }
}

extension Initializer {
  /// The same with another variance; only for those that scale by the fan.
  fileprivate func scaled(by factor: Double) -> Initializer {
    guard case .varianceScaling(let scale, let fan, let distribution) = self else { return self }
    return .varianceScaling(scale: factor * scale, fan: fan, distribution: distribution)
  }
}
