import ArgumentParser
import Complaints
import DataSets
import Networks
import ReproducibleMath
import Training

/// The shape of a network, on the line or in a file.
struct NetworkOptions: ParsableArguments {
  @Option(help: "A YAML file of layers in Keras' words, instead of the options that follow.")
  var network: String?

  @Option(help: "The units of the hidden layers, as in 128,64; 0 for none.")
  var layers: String?

  @Option(help: "What each hidden unit makes of its sum: relu, tanh, \"leakyReLU(0.2)\", prelu …")
  var activation: String?

  @Option(help: "The share of hidden units that each batch drops.")
  var dropout: Double?

  @Flag(help: "Normalize each hidden layer over the batch.")
  var batchNorm = false

  @Flag(help: "Normalize each hidden layer over its units.")
  var layerNorm = false

  @Flag(help: "Add the input of each hidden layer to its output, where their widths agree.")
  var residual = false

  @Option(help: "How weights begin: heNormal, glorotUniform, orthogonal …")
  var initializer: String?

  @Option(
    help: """
      An NPZ file of first weights, an array a tensor, as --save-weights names them; seeds then only \
      decide batches and masks.
      """)
  var initialWeights: String?

  @Option(help: "What Σ|w| of the weights costs.")
  var l1: Double?

  @Option(help: "What Σw² of the weights costs.")
  var l2: Double?

  @Option(help: "The longest that the weights of a unit may be.")
  var maxNorm: Double?

  @Option(help: "The loss; cross-entropy for classes and squares for numbers where not given.")
  var loss: String?

  func validate() throws {
    if let dropout, !(dropout >= 0 && dropout < 1) {
      throw ValidationError(
        "--dropout is \(dropout); expected a share of at least 0 and below 1",
        "--dropout é \(dropout); esperava-se uma fração de ao menos 0 e abaixo de 1")
    }
    for (name, value) in [("--l1", l1), ("--l2", l2)] {
      if let value, !(value >= 0 && value.isFinite) {
        throw ValidationError(
          "\(name) is \(value); expected a number of at least 0",
          "\(name) é \(value); esperava-se um número de ao menos 0")
      }
    }
    if let maxNorm, !(maxNorm > 0 && maxNorm.isFinite) {
      throw ValidationError(
        "--max-norm is \(maxNorm); expected a number above 0",
        "--max-norm é \(maxNorm); esperava-se um número acima de 0")
    }
    if batchNorm, layerNorm {
      throw ValidationError(
        "--batch-norm and --layer-norm both normalize; leave one out",
        "--batch-norm e --layer-norm normalizam ambos; deixe um de fora")
    }
    let shaping: [(String, Bool)] = [
      ("--layers", layers != nil), ("--activation", activation != nil),
      ("--dropout", dropout != nil), ("--batch-norm", batchNorm), ("--layer-norm", layerNorm),
      ("--residual", residual), ("--initializer", initializer != nil), ("--l1", l1 != nil),
      ("--l2", l2 != nil), ("--max-norm", maxNorm != nil),
    ]
    if network != nil, let other = shaping.first(where: \.1) {
      throw ValidationError(
        "--network describes all layers; leave out \(other.0)",
        "--network descreve todas as camadas; deixe \(other.0) de fora")
    }
  }

  /// The loss that the line or the file names.
  func statedLoss() throws -> Loss? {
    try loss.map { name throws(NetworkError) in try Loss(text: name) } ?? file()?.loss
  }

  /// The layers to which the file gives values of the optimizer for themselves.
  func statedGroups() throws -> [LayerGroup]? {
    try file().flatMap { $0.groups.isEmpty ? nil : $0.groups }
  }

  private func file() throws -> NetworkFile? {
    try network.map { path in
      try NetworkFile(try TextFile.read(path, expecting: "a network's layers"), file: path)
    }
  }

  /// Layers and loss that suit the targets.
  func describe<Number: Real>(
    for folds: [TrainingData<Number>]
  ) throws -> (architecture: Architecture, loss: Loss) {
    let stated = try statedLoss()
    let dataSet = folds[0].dataSet, targets = dataSet.targets
    if let network, let file = try file() {
      if file.adaptsToData, folds.count > 1 {
        throw WrongRequest(
          "\(network): a Normalization without numbers is fitted once, and --folds fits each fold; leave it "
            + "out and use --scaling standardize",
          "\(network): uma Normalization sem números é ajustada uma vez, e --folds ajusta cada partição; "
            + "deixe-a de fora e use --scaling standardize")
      }
      return try file.network(
        inputs: dataSet.featureCount, targets: targets, loss: stated ?? Loss.usual(for: targets),
        features: FittedScaling(
          .standardize, fitting: dataSet.features, columns: dataSet.featureCount,
          rows: folds[0].split.training))
    }
    let wanted = stated ?? Loss.usual(for: targets)
    // A layer that is described by its units has no end of its own: the loss gives it one.
    let loss = wanted.ofLogits ?? wanted
    var architecture = try spec().architecture(
      inputs: dataSet.featureCount, outputs: loss.outputs(for: targets))
    if let end = loss.neededEnd { architecture.layers.append(.activation(end)) }
    return (architecture, loss)
  }

  private func spec() throws -> NetworkSpec {
    var spec = NetworkSpec(hidden: [64])
    do throws(NetworkError) {
      if let layers { spec = try NetworkSpec(layers: layers == "0" ? "" : layers) }
    } catch {
      throw WrongRequest(Sentence("--layers: ") + error.sentence)
    }
    if let activation { spec.activation = try HiddenActivation(activation) }
    if let initializer { spec.initializer = try Initializer(text: initializer) }
    if let dropout { spec.dropout = dropout }
    if batchNorm { spec.normalization = .batch }
    if layerNorm { spec.normalization = .layer }
    if let maxNorm { spec.constraint = .maximumNorm(maxNorm) }
    spec.isResidual = residual
    spec.penalty = Penalty(l1: l1 ?? 0, l2: l2 ?? 0)
    return spec
  }
}
