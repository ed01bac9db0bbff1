import DataSets
import Networks
import YAMLFiles

/// A network as a YAML file describes it, in Keras' words.
///
///     layers:
///       - Dense: {units: 64, activation: relu, kernel_regularizer: {l2: 1e-4}}
///       - BatchNormalization
///       - Dropout: 0.2
///       - Dense: {units: 10, activation: softmax}
///     loss: categorical_crossentropy
struct NetworkFile {
  private(set) var layers: [Layer] = []
  private(set) var loss: Loss?
  private let file: String

  /// - Throws: `YAMLFileError` with file, line and key.
  init(contentsOf path: String) throws {
    try self.init(text: try TextFile.read(path, expecting: "a network's layers"), file: path)
  }

  init(text: String, file: String) throws(YAMLFileError) {
    self.file = file
    let root = try YAMLEntry(root: text, file: file)
    for (key, value) in try root.mapping(of: "a network", keys: ["layers", "loss"]) {
      if key == "loss" {
        let name = try value.text()
        guard let loss = Loss(name: name) else {
          throw value.error(
            "no loss is called \(name); there are " + Loss.all.map(\.name).joined(separator: ", "))
        }
        self.loss = loss
      } else {
        layers = try LayerReader.layers(value)
      }
    }
    guard !layers.isEmpty else { throw root.error("a network needs layers") }
  }

  /// The network for some data.
  ///
  /// A softmax or sigmoid at the end becomes part of the loss, which then
  /// takes logits: the same function, without probabilities that round to 0.
  func describe<Number>(
    inputs: Int, targets: Targets<Number>, loss: Loss
  ) throws -> (architecture: Architecture, loss: Loss) {
    var layers = layers, loss = loss
    if layers.last == .activation(.softmax),
      loss == .categoricalCrossEntropy || loss == .softmaxCrossEntropy
    {
      layers.removeLast()
      loss = .softmaxCrossEntropy
    } else if layers.last == .activation(.sigmoid),
      loss == .binaryCrossEntropy || loss == .sigmoidCrossEntropy
    {
      layers.removeLast()
      loss = .sigmoidCrossEntropy
    }
    let architecture = Architecture(inputs: inputs, layers: layers)
    let network: Network
    do throws(NetworkError) {
      network = try Network(architecture)
    } catch {
      throw WrongRequest("\(file): \(error)")
    }
    // Two classes may have two outputs as well as one.
    if case .classes(_, let names) = targets, names.count == 2, network.outputs == 2,
      loss == .sigmoidCrossEntropy
    {
      loss = .softmaxCrossEntropy
    }
    let wanted = NetworkOptions.outputs(for: targets, loss)
    guard network.outputs == wanted else {
      throw WrongRequest(
        "\(file): the last layer has \(network.outputs) units, and the targets need \(wanted)")
    }
    return (architecture, loss)
  }
}

/// Reads layers, in Keras' words or ours.
private enum LayerReader {
  private static let kinds = [
    "Dense", "Activation", "Dropout", "BatchNormalization", "LayerNormalization", "PReLU",
    "Residual",
  ]

  static func layers(_ list: YAMLEntry) throws(YAMLFileError) -> [Layer] {
    var layers: [Layer] = []
    for entry in try list.list(of: "layers") {
      if entry.isScalar {
        layers += try layer(try entry.text(), nil, entry)
        continue
      }
      let parts = try entry.mapping(of: "a layer with its values")
      guard let first = parts.first, parts.count == 1 else {
        throw entry.error("expected one layer, as in - Dense: 64")
      }
      layers += try layer(first.key, first.value, entry)
    }
    return layers
  }

  private static func layer(
    _ name: String, _ value: YAMLEntry?, _ entry: YAMLEntry
  ) throws(YAMLFileError) -> [Layer] {
    switch name {
    case "Dense": return try dense(value, entry)
    case "Dropout": return [.dropout(Dropout(try rate(value, entry)))]
    case "Activation":
      guard let value else { throw entry.error("expected a name, as in - Activation: relu") }
      return [.activation(try activation(value))]
    case "BatchNormalization": return [.batchNormalization(try batchNormalization(value))]
    case "LayerNormalization": return [.layerNormalization(LayerNormalization())]
    case "PReLU": return [.parametricReLU(ParametricReLU())]
    case "Residual":
      guard let value else { throw entry.error("expected the layers of the block") }
      return [.residual(try layers(value))]
    default:
      if let activation = Activation(name: name), value == nil {
        return [.activation(activation)]
      }
      throw entry.error(
        "no layer is called \(name); there are \(kinds.joined(separator: ", "))")
    }
  }

  private static func dense(
    _ value: YAMLEntry?, _ entry: YAMLEntry
  ) throws(YAMLFileError) -> [Layer] {
    guard let value else { throw entry.error("expected units, as in - Dense: 64") }
    if value.isScalar {
      return [.dense(usual(Dense(try value.wholeNumber()), .linear))]
    }
    var dense = Dense(0)
    var activation = Activation.linear
    var hasInitializer = false
    let keys = [
      "units", "activation", "use_bias", "kernel_initializer", "bias_initializer",
      "kernel_regularizer", "kernel_constraint",
    ]
    for (key, value) in try value.mapping(of: "a dense layer", keys: keys) {
      switch key {
      case "units": dense.units = try value.wholeNumber()
      case "activation": activation = try self.activation(value)
      case "use_bias": dense.hasBias = try flag(value)
      case "kernel_initializer":
        dense.weights = try initializer(value)
        hasInitializer = true
      case "bias_initializer": dense.biases = try initializer(value)
      case "kernel_regularizer": dense.penalty = try penalty(value)
      default: dense.constraint = .maximumNorm(try constraint(value))
      }
    }
    guard dense.units > 0 else { throw value.error("expected units above 0") }
    let layer = Layer.dense(hasInitializer ? dense : usual(dense, activation))
    return activation == .linear ? [layer] : [layer, .activation(activation)]
  }

  private static func usual(_ dense: Dense, _ activation: Activation) -> Dense {
    var dense = dense
    dense.weights = activation.usualInitializer
    return dense
  }

  private static func batchNormalization(
    _ value: YAMLEntry?
  ) throws(YAMLFileError) -> BatchNormalization {
    var layer = BatchNormalization()
    guard let value else { return layer }
    for (key, value) in try value.mapping(of: "its values", keys: ["momentum", "epsilon"]) {
      if key == "momentum" {
        layer.momentum = try number(value)
      } else {
        layer.epsilon = try number(value)
      }
    }
    return layer
  }

  private static func rate(
    _ value: YAMLEntry?, _ entry: YAMLEntry
  ) throws(YAMLFileError) -> Double {
    guard let value else { throw entry.error("expected a rate, as in - Dropout: 0.2") }
    if value.isScalar { return try number(value) }
    for (_, value) in try value.mapping(of: "dropout", keys: ["rate"]) { return try number(value) }
    throw value.error("expected a rate")
  }

  /// A plain number, or Keras' {l1: …, l2: …}.
  private static func penalty(_ value: YAMLEntry) throws(YAMLFileError) -> Penalty {
    var penalty = Penalty()
    for (key, value) in try value.mapping(of: "l1 and l2", keys: ["l1", "l2"]) {
      if key == "l1" { penalty.l1 = try number(value) } else { penalty.l2 = try number(value) }
    }
    return penalty
  }

  private static func constraint(_ value: YAMLEntry) throws(YAMLFileError) -> Double {
    if value.isScalar { return try number(value) }
    for (_, value) in try value.mapping(of: "a constraint", keys: ["max_norm"]) {
      return try number(value)
    }
    throw value.error("expected max_norm")
  }

  private static func number(_ value: YAMLEntry) throws(YAMLFileError) -> Double {
    let text = try value.text()
    guard let number = Double(text), number.isFinite else {
      throw value.error("expected a number, found “\(text)”")
    }
    return number
  }

  private static func flag(_ value: YAMLEntry) throws(YAMLFileError) -> Bool {
    switch try value.text().lowercased() {
    case "true", "yes": return true
    case "false", "no": return false
    case let text: throw value.error("expected true or false, found “\(text)”")
    }
  }

  private static func activation(_ value: YAMLEntry) throws(YAMLFileError) -> Activation {
    let name = try value.text()
    guard let activation = Activation(name: name) else {
      throw value.error(
        "no activation is called \(name); there are "
          + Activation.all.map(\.name).joined(separator: ", "))
    }
    return activation
  }

  private static func initializer(_ value: YAMLEntry) throws(YAMLFileError) -> Initializer {
    let name = try value.text()
    guard let initializer = Initializer(name: name) else {
      throw value.error(
        "no initializer is called \(name); there are "
          + Initializer.named.map(\.name).joined(separator: ", "))
    }
    return initializer
  }
}
