import DataSets
import Networks
import ReproducibleMath

/// How far our run is from a published one, step by step.
public struct ReferenceReplay: Sendable, Hashable {
  public let label: String
  /// The largest deviation of a batch's loss, relative to that loss.
  public let lossError: Double
  /// The largest deviations of a number, relative to the largest number of its tensor.
  public let gradientError: Double
  public let weightError: Double
  public let outputError: Double

  /// 10⁻¹² for each loss and the first gradient, 10⁻¹⁰ for what the run leaves.
  public var passes: Bool {
    lossError <= 1e-12 && gradientError <= 1e-12 && weightError <= 1e-10 && outputError <= 1e-10
  }

  /// Trains the reference's network on its data from its first weights.
  /// - Throws: `TrainingError` for a layer, a loss or an optimizer that we do not know.
  public init(_ reference: ReferenceNetwork) throws(TrainingError) {
    label = reference.label
    var run = try reference.run()
    let gradient = reference.firstGradient(run)
    while run.step() != nil {}
    func flat(_ tensors: [ReferenceNetwork.Tensors]) -> [[Double]] { tensors.map(\.flat) }
    lossError =
      run.history.batchLosses.count == reference.batchLosses.count
      ? zip(run.history.batchLosses, reference.batchLosses).reduce(0) { worst, pair in
        let error = abs(pair.0 - pair.1) / abs(pair.1)
        return error.isNaN ? .infinity : max(worst, error)
      } : .infinity
    gradientError = Self.error(gradient, flat(reference.firstGradient))
    weightError = Self.error(run.parameters, flat(reference.final))
    outputError = Self.error(reference.outputs(run), reference.finalOutputs)
  }

  /// The largest deviation within each group of numbers, relative to its largest; the worst group.
  static func error(_ found: [Double], _ groups: [[Double]]) -> Double {
    guard found.count == groups.reduce(0, { $0 + $1.count }) else { return .infinity }
    var worst = 0.0, start = 0
    for group in groups {
      let size = group.reduce(0) { max($0, abs($1)) }
      for (index, number) in group.enumerated() where number != found[start + index] {
        let error = abs(number - found[start + index]) / size
        worst = error.isNaN ? .infinity : max(worst, error)
      }
      start += group.count
    }
    return worst
  }
}

extension ReferenceNetwork {
  func run() throws(TrainingError) -> TrainingRun<Double> {
    guard let loss = Loss(name: loss) else {
      throw TrainingError("no loss is called \(loss)", "nenhuma perda se chama \(loss)")
    }
    let width = inputs[0].count
    let names = Set(targets).count
    let dataSet = DataSet<Double>(
      name: label, featureNames: (0..<width).map { "\($0)" }, features: inputs.flatMap(\.self),
      targets: loss.isForClasses
        ? .classes(labels: targets.map { Int32($0) }, names: (0..<names).map { "\($0)" })
        : .numbers(targets, names: ["target"]))
    let arguments = hyperparameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var plan = TrainingPlan(
      architecture: Architecture(inputs: width, layers: try ourLayers()), loss: loss,
      optimizer: "torch.optim.\(optimizer)(\(arguments.joined(separator: ", ")))")
    plan.batchSize = batchSize
    plan.epochs = epochs
    plan.shuffles = false
    plan.clipNorm = clipNorm
    plan.measuresTraining = false
    return try TrainingRun(
      plan, on: TrainingData(dataSet, split: Split(training: Array(inputs.indices))),
      from: initial.flatMap(\.flat))
  }

  private func ourLayers() throws(TrainingError) -> [Layer] {
    var result: [Layer] = []
    for words in layers {
      guard case .name(let kind)? = words.first else {
        throw TrainingError("a layer has no name", "uma camada não tem nome")
      }
      let numbers = words.dropFirst().compactMap(\.number)
      switch kind {
      case "dense":
        var dense = Dense(Int(numbers[1]))
        dense.penalty = Penalty(l1: l1, l2: l2)
        result.append(.dense(dense))
      case "batchNorm":
        var layer = BatchNormalization()
        layer.momentum = numbers[1]
        layer.epsilon = numbers[2]
        layer.remembers = .unbiased
        result.append(.batchNormalization(layer))
      default:
        guard let activation = Activation(name: kind) else {
          throw TrainingError("no layer is called \(kind)", "nenhuma camada se chama \(kind)")
        }
        result.append(.activation(activation))
      }
    }
    return result
  }

  /// The gradient of the first batch at the first weights.
  func firstGradient(_ run: TrainingRun<Double>) -> [Double] {
    var objective = run.objective
    objective.mode = .training(seed: 0, draw: 0, keepsMoments: false)
    objective.load(run.data.dataSet, rows: run.data.split.training[..<batchSize])
    var gradient = [Double](repeating: 0, count: run.parameters.count)
    var span = gradient.mutableSpan
    _ = objective.gradient(at: run.parameters.span, into: &span)
    return gradient
  }

  /// What the trained network puts out for all examples, in use.
  func outputs(_ run: TrainingRun<Double>) -> [Double] {
    var objective = NetworkObjective<Double>(
      run.network, loss: run.plan.loss, capacity: inputs.count)
    objective.state = run.networkState
    objective.load(run.data.dataSet, rows: run.data.split.training[...])
    return objective.outputs(at: run.parameters.span)
  }
}
