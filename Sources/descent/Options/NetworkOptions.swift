import ArgumentParser
import DataSets
import Networks
import Suggestions
import Training

/// The shape of a network, on the line or in a file.
struct NetworkOptions: ParsableArguments {
  @Option(help: "A YAML file of layers in Keras' words, instead of the options that follow.")
  var network: String?

  @Option(help: "The units of the hidden layers, as in 128,64; 0 for none.")
  var layers: String?

  @Option(help: "What each hidden unit makes of its sum: relu, tanh, sigmoid, gelu …")
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

  @Option(help: "What Σ|w| of the weights costs.")
  var l1: Double?

  @Option(help: "What Σw² of the weights costs.")
  var l2: Double?

  @Option(help: "The loss; cross-entropy for classes and squares for numbers where not given.")
  var loss: String?

  func validate() throws {
    if let dropout, !(dropout >= 0 && dropout < 1) {
      throw ValidationError("--dropout is \(dropout); expected a share of at least 0 and below 1")
    }
    for (name, value) in [("--l1", l1), ("--l2", l2)] {
      if let value, !(value >= 0 && value.isFinite) {
        throw ValidationError("\(name) is \(value); expected a number of at least 0")
      }
    }
    let shaping: [(String, Bool)] = [
      ("--layers", layers != nil), ("--activation", activation != nil),
      ("--dropout", dropout != nil), ("--batch-norm", batchNorm), ("--layer-norm", layerNorm),
      ("--residual", residual), ("--initializer", initializer != nil), ("--l1", l1 != nil),
      ("--l2", l2 != nil),
    ]
    if network != nil, let other = shaping.first(where: \.1) {
      throw ValidationError("--network describes all layers; leave out \(other.0)")
    }
  }

  /// Layers and loss that suit the targets.
  func describe<Number>(
    for dataSet: DataSet<Number>
  ) throws -> (architecture: Architecture, loss: Loss) {
    var loss = try self.loss.map(Self.loss) ?? Loss.usual(for: dataSet.targets)
    if let network {
      let file = try NetworkFile(contentsOf: network)
      if self.loss == nil, let own = file.loss { loss = own }
      return try file.describe(inputs: dataSet.featureCount, targets: dataSet.targets, loss: loss)
    }
    let outputs = Self.outputs(for: dataSet.targets, loss)
    var layers: [Layer] = []
    var width = dataSet.featureCount
    let activation = try self.activation.map(Self.activation) ?? .relu
    for units in try hidden() {
      let block = try self.block(units, activation)
      layers += residual && units == width ? [.residual(block)] : block
      width = units
    }
    layers.append(.dense(try dense(outputs, activation)))
    return (Architecture(inputs: dataSet.featureCount, layers: layers), loss)
  }

  static func outputs<Number>(for targets: Targets<Number>, _ loss: Loss) -> Int {
    if case .classes(_, let names) = targets, names.count == 2, loss.isBinary { return 1 }
    return targets.width
  }

  private func block(_ units: Int, _ activation: Activation) throws -> [Layer] {
    var block: [Layer] = [.dense(try dense(units, activation))]
    if batchNorm { block.append(.batchNormalization(BatchNormalization())) }
    if layerNorm { block.append(.layerNormalization(LayerNormalization())) }
    block.append(.activation(activation))
    if let dropout, dropout > 0 { block.append(.dropout(Dropout(dropout))) }
    return block
  }

  private func dense(_ units: Int, _ activation: Activation) throws -> Dense {
    var dense = Dense(units)
    dense.weights = try initializer.map(Self.initializer) ?? activation.usualInitializer
    dense.penalty = Penalty(l1: l1 ?? 0, l2: l2 ?? 0)
    return dense
  }

  private func hidden() throws -> [Int] {
    guard let layers else { return [64] }
    let parts = layers.split(separator: ",", omittingEmptySubsequences: false).map {
      Int($0.filter { $0 != " " })
    }
    if parts == [0] { return [] }
    let units = parts.compactMap(\.self)
    guard units.count == parts.count, units.allSatisfy({ (1...1_000_000).contains($0) }) else {
      throw WrongRequest("--layers \(layers): expected widths, as in 128,64, or 0 for none")
    }
    return units
  }

  static func activation(_ name: String) throws -> Activation {
    guard let activation = Activation(name: name) else {
      throw unknown("activation", name, Activation.all.map(\.name))
    }
    guard activation != .heaviside else {
      throw WrongRequest("heaviside has no slope to learn by; expected another activation")
    }
    return activation
  }

  static func initializer(_ name: String) throws -> Initializer {
    guard let initializer = Initializer(name: name) else {
      throw unknown("initializer", name, Initializer.named.map(\.name))
    }
    return initializer
  }

  static func loss(_ name: String) throws -> Loss {
    guard let loss = Loss(name: name) else { throw unknown("loss", name, Loss.all.map(\.name)) }
    return loss
  }

  private static func unknown(_ what: String, _ name: String, _ known: [String]) -> WrongRequest {
    WrongRequest(
      "no \(what) is called \(name)\(Spelling.hint(name, among: known))\n"
        + "There are \(known.joined(separator: ", ")).")
  }
}
