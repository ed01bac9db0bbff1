public import DataSets
public import Networks
import Optimizers

/// Everything that decides a training run, but the data.
public struct TrainingPlan: Sendable, Hashable, Codable {
  public var architecture: Architecture
  public var loss: Loss
  /// A spec line, in our words or pasted from a training script.
  public var optimizer: String
  /// Takes the place of the line's rate; a tuner sets it.
  public var learningRate: Double?
  /// Shapes the rate by update; a line that has a schedule of its own keeps it.
  public var schedule: String?
  public var batchSize = 32
  public var epochs = 20
  /// Decides the first weights, the order of the batches, the masks of dropout and the changes to
  /// pictures: the same for every optimizer.
  public var seed: UInt64 = 0
  public var shuffles = true
  /// The largest norm of a gradient; a longer one is scaled down to it, as PyTorch does.
  public var clipNorm: Double?
  /// Whether the optimizer's weight decay leaves biases and normalizations alone.
  public var decaysWeightsOnly = false
  /// Layers with a rate or a decay of their own; nil where the optimizer treats all alike.
  public var groups: [LayerGroup]?
  /// By label; empty if all classes count alike.
  public var classWeights: [Double] = []
  public var labelSmoothing = 0.0
  public var augmentation = Augmentation()
  public var earlyStopping: EarlyStopping?
  public var plateau: ReduceOnPlateau?
  public var averaging: WeightAveraging?
  /// A check sum of first weights that come from a file; nil for those that the seed gives.
  public var initialWeights: UInt32?
  /// Whether each epoch's end also records how the layers stand.
  public var diagnoses = false
  /// What is measured after each epoch; the first decides where a metric is watched.
  public var metrics: [Metric] = []
  /// Whether the parameters after each epoch are kept, for the landscape around them.
  public var keepsPath = false
  /// Whether the training part is measured after each epoch, too.
  public var measuresTraining = true

  public init(architecture: Architecture, loss: Loss, optimizer: String) {
    self.architecture = architecture
    self.loss = loss
    self.optimizer = optimizer
  }

  /// A plan with the loss, the outputs and the metrics that suit the targets.
  public init<Number>(
    for dataSet: DataSet<Number>, hidden: [Int], activation: Activation = .relu,
    optimizer: String
  ) {
    var network = NetworkSpec(hidden: hidden)
    network.activation = .fixed(activation)
    self.init(for: dataSet, network: network, optimizer: optimizer)
  }
}

extension TrainingPlan {
  /// A plan for a network in words.
  public init<Number>(for dataSet: DataSet<Number>, network: NetworkSpec, optimizer: String) {
    let loss = Loss.usual(for: dataSet.targets)
    self.init(
      architecture: network.architecture(
        inputs: dataSet.featureCount, outputs: loss.outputs(for: dataSet.targets)),
      loss: loss, optimizer: optimizer)
    metrics = Metric.usual(for: dataSet.targets)
  }

  /// The groups whose rates a record of the history tells.
  public var groupsWithRates: [LayerGroup] { (groups ?? []).filter { $0.learningRate != nil } }

  /// Whether a callback decides by a metric.
  var watchesMetric: Bool { earlyStopping?.watches == .metric || plateau?.watches == .metric }
}

extension Loss {
  /// Cross-entropy for classes, squares for numbers.
  public static func usual<Number>(for targets: Targets<Number>) -> Loss {
    switch targets {
    case .classes(_, let names): names.count == 2 ? .sigmoidCrossEntropy : .softmaxCrossEntropy
    case .numbers: .meanSquaredError
    }
  }
}
