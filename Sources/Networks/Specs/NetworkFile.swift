import Complaints
public import DataSets
public import YAMLFiles

/// A network from a YAML file, in Keras' words.
///
///     layers:
///       - Dense: {units: 128, activation: relu, kernel_regularizer: {l2: 1e-4}}
///       - BatchNormalization
///       - Dropout: 0.2
///       - Residual: [Dense: 128, Activation: tanh]
///       - Dense: outputs
///     loss: sparse_categorical_crossentropy
///     groups:
///       - {layers: 1-2, learning_rate: 0.1x, weight_decay: 0}
///
/// A layer is a name alone, a name with its first argument, or a name with Keras' arguments.
/// `outputs` stands for as many units as the data need. The loss may be left out. A softmax or sigmoid
/// at the end becomes part of the loss, which then takes logits: the same function, without
/// probabilities that round to 0.
public struct NetworkFile: Sendable, Hashable {
  /// The loss that the file names, as it names it.
  public let loss: Loss?
  /// Layers with values of the optimizer for themselves.
  public let groups: [LayerGroup]
  let layers: [LayerWords]
  private let file: String
  /// Where the last layer stands.
  private let lastLine: Int?

  /// Reads the text of a file, whose name is for messages.
  /// - Throws: `YAMLFileError` with file, line and key.
  public init(_ text: String, file: String) throws(YAMLFileError) {
    self.file = file
    let root = try YAMLEntry(root: text, file: file)
    let entries = try root.mapping(of: "the keys of a network", keys: ["layers", "loss", "groups"])
    guard let layers = entries.first(where: { $0.key == "layers" })?.value else {
      throw root.error(
        Sentence("a network needs the key layers", "uma rede precisa da chave layers"))
    }
    let list = try layers.list(of: "layers")
    var words: [LayerWords] = []
    for entry in list { words.append(try LayerWords(entry)) }
    guard !words.isEmpty else {
      throw layers.error(
        Sentence("a network needs at least one layer", "uma rede precisa de ao menos uma camada"))
    }
    self.layers = words
    lastLine = list.last?.line
    var loss: Loss?
    if let entry = entries.first(where: { $0.key == "loss" })?.value {
      let name = try entry.text()
      do throws(NetworkError) {
        loss = try Loss(text: name)
      } catch {
        throw entry.error(error.problem)
      }
    }
    self.loss = loss
    let parts = entries.first { $0.key == "groups" }?.value
    groups = try parts.map(Self.groups) ?? []
  }

  private static func groups(_ entry: YAMLEntry) throws(YAMLFileError) -> [LayerGroup] {
    var groups: [LayerGroup] = []
    for item in try entry.list(of: "groups of layers") {
      let pairs = try item.mapping(
        of: "a group, such as {layers: 1-2, learning_rate: 0.1x}",
        keys: ["layers", "learning_rate", "weight_decay"])
      guard let layers = pairs.first(where: { $0.key == "layers" })?.value, pairs.count > 1 else {
        throw item.error(
          Sentence(
            "a group needs layers, and a learning_rate or weight_decay for them",
            "um grupo precisa de layers, e de learning_rate ou weight_decay para elas"))
      }
      var names: [String] = []
      if layers.isScalar {
        names = [try layers.text()]
      } else {
        for name in try layers.list(of: "layers") { names.append(try name.text()) }
      }
      var group = LayerGroup(layers: names.joined(separator: ","))
      for (key, value) in pairs where key != "layers" {
        let text = try value.text()
        do throws(NetworkError) {
          try group.set(key, to: text)
        } catch {
          throw value.error(error.problem)
        }
      }
      groups.append(group)
    }
    return groups
  }

  /// The network for some targets, and the loss that suits its end.
  ///
  /// - Parameters:
  ///   - loss: what the outputs cost; the file's own loss unless somebody wants another.
  ///   - features: what a Normalization without numbers of its own takes: those of the training part.
  /// - Throws: `YAMLFileError` for layers that do not fit together, or not the targets.
  public func network<Number>(
    inputs: Int, targets: Targets<Number>, loss: Loss, features: FittedScaling? = nil
  ) throws(YAMLFileError) -> (architecture: Architecture, loss: Loss) {
    let layers = try adapted(to: features)
    func built(_ outputs: Int) -> [Layer] { layers.flatMap { $0.layers(outputs: outputs) } }
    var loss = loss
    var wanted = loss.outputs(for: targets)
    var stack = built(wanted)
    if let last = stack.last, let whole = loss.including(last) {
      loss = whole
      wanted = loss.outputs(for: targets)
      stack = built(wanted).dropLast()
    }
    let architecture = Architecture(inputs: inputs, layers: stack)
    let outputs: Int
    do throws(NetworkError) {
      outputs = try Network(architecture).outputs
    } catch {
      throw YAMLFileError(file: file, problem: error.sentence)
    }
    // Two classes may have two outputs as well as one.
    if outputs == 2, wanted == 1, targets.width == 2, loss == .sigmoidCrossEntropy {
      return (architecture, .softmaxCrossEntropy)
    }
    guard outputs == wanted else {
      throw YAMLFileError(
        file: file, line: lastLine, key: "layers[\(self.layers.count)]",
        problem: Sentence(
          "the last layer has \(outputs) units, and the targets need \(wanted)",
          "a última camada tem \(outputs) unidades, e os alvos precisam de \(wanted)"))
    }
    return (architecture, loss)
  }
}

extension NetworkFile {
  /// Whether a layer takes its numbers from the training part.
  public var adaptsToData: Bool {
    layers.contains { if case .adapted = $0 { true } else { false } }
  }

  /// The layers with the numbers of the training part where they wait for them.
  private func adapted(to features: FittedScaling?) throws(YAMLFileError) -> [LayerWords] {
    guard let index = layers.firstIndex(where: { if case .adapted = $0 { true } else { false } })
    else { return layers }
    guard index == 0, let features else {
      throw YAMLFileError(
        file: file, line: nil, key: "layers[\(index + 1)]",
        message:
          "a Normalization without mean and variance is fitted to the features, and so has to "
          + "come first")
    }
    return [
      .fixed([
        .normalization(InputNormalization(centers: features.centers, scales: features.scales))
      ])
    ] + layers.dropFirst()
  }
}

extension Loss {
  /// One output for two classes where the loss can tell them apart by it.
  public func outputs<Number>(for targets: Targets<Number>) -> Int {
    if case .classes(_, let names) = targets, names.count == 2, isBinary { return 1 }
    return targets.width
  }

  /// The loss of logits that is this one after an activation; nil if no loss is.
  fileprivate func including(_ layer: Layer) -> Loss? {
    switch (layer, self) {
    case (.activation(.softmax), .categoricalCrossEntropy),
      (.activation(.softmax), .softmaxCrossEntropy), (.activation(.softmax), .sigmoidCrossEntropy):
      .softmaxCrossEntropy
    case (.activation(.sigmoid), .binaryCrossEntropy),
      (.activation(.sigmoid), .sigmoidCrossEntropy):
      .sigmoidCrossEntropy
    default: nil
    }
  }
}

/// One entry of the list of layers, before the number of outputs is known.
enum LayerWords: Sendable, Hashable {
  case fixed([Layer])
  /// A normalization by the moments of the training part, which the file does not know.
  case adapted
  /// A dense layer with as many units as there are outputs, and what follows it.
  case outputs(Dense, then: [Layer])

  func layers(outputs: Int) -> [Layer] {
    switch self {
    case .fixed(let layers): return layers
    case .adapted: return []
    case .outputs(var dense, let then):
      dense.units = outputs
      return [.dense(dense)] + then
    }
  }
}
