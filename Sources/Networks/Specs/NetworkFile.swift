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
///
/// A layer is a name alone, a name with its first argument, or a name with Keras' arguments.
/// `outputs` stands for as many units as the data need. The loss may be left out; a softmax or
/// sigmoid at the end, which the usual losses contain already, is then taken off.
public struct NetworkFile: Sendable, Hashable {
  public let loss: Loss?
  private let layers: [LayerWords]

  /// Reads the text of a file, whose name is for messages.
  /// - Throws: `YAMLFileError` with file, line and key.
  public init(_ text: String, file: String) throws(YAMLFileError) {
    let root = try YAMLEntry(root: text, file: file)
    let entries = try root.mapping(of: "the keys of a network", keys: ["layers", "loss"])
    guard let layers = entries.first(where: { $0.key == "layers" })?.value else {
      throw root.error("a network needs the key layers")
    }
    var words: [LayerWords] = []
    for entry in try layers.list(of: "layers") { words.append(try LayerWords(entry)) }
    guard !words.isEmpty else { throw layers.error("a network needs at least one layer") }
    self.layers = words
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
  }

  /// The network for data of so many features that need so many outputs.
  public func architecture(inputs: Int, outputs: Int) -> Architecture {
    var layers = layers.flatMap { $0.layers(outputs: outputs) }
    if loss == nil, let last = layers.last,
      [.activation(.softmax), .activation(.sigmoid)].contains(last)
    {
      layers.removeLast()
    }
    return Architecture(inputs: inputs, layers: layers)
  }
}

/// One entry of the list of layers, before the number of outputs is known.
enum LayerWords: Sendable, Hashable {
  case fixed([Layer])
  /// A dense layer with as many units as there are outputs, and what follows it.
  case outputs(Dense, then: [Layer])

  func layers(outputs: Int) -> [Layer] {
    switch self {
    case .fixed(let layers): return layers
    case .outputs(var dense, let then):
      dense.units = outputs
      return [.dense(dense)] + then
    }
  }
}
