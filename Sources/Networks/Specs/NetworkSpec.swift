import Suggestions

/// A network in the words of the command line; how many inputs and outputs it has is for the data
/// to say.
///
/// After each hidden layer come normalisation, activation and dropout, in this order.
public struct NetworkSpec: Sendable, Hashable, Codable {
  /// Units of the hidden layers; empty for a linear model.
  public var hidden: [Int]
  public var activation = HiddenActivation.fixed(.relu)
  /// The share of each hidden layer's outputs that training drops.
  public var dropout = 0.0
  public var normalization = Normalization.none
  /// Adds the input of a hidden layer to its output, wherever both are as wide.
  public var isResidual = false
  /// Of all dense weights.
  public var penalty = Penalty.none
  public var constraint = Constraint.none
  /// What suits the activation where nil.
  public var initializer: Initializer?

  public enum Normalization: String, Sendable, Hashable, Codable, CaseIterable {
    case none, batch, layer
  }

  public init(hidden: [Int] = [32]) { self.hidden = hidden }

  /// Reads `128,64`, or nothing for a linear model.
  /// - Throws: `NetworkError` for what is no list of whole numbers above 0.
  public init(layers text: String) throws(NetworkError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.filter { !$0.isWhitespace } }
    let widths = parts.compactMap { Int($0) }.filter { $0 > 0 }
    guard parts == [""] || widths.count == parts.count else {
      throw NetworkError(
        "the layers “\(text)” are not understood; expected the units of each hidden layer, as in "
          + "128,64, or nothing for a linear model",
        "não se entendem as camadas “\(text)”; esperavam-se as unidades de cada camada oculta, como em "
          + "128,64, ou nada para um modelo linear")
    }
    self.init(hidden: widths)
  }

  /// The network for data of so many features, with so many outputs.
  public func architecture(inputs: Int, outputs: Int) -> Architecture {
    var layers: [Layer] = []
    var width = inputs
    for units in hidden {
      let block = block(units)
      if isResidual, units == width { layers.append(.residual(block)) } else { layers += block }
      width = units
    }
    return Architecture(inputs: inputs, layers: layers + [.dense(dense(outputs))])
  }

  private func block(_ units: Int) -> [Layer] {
    var layers: [Layer] = [.dense(dense(units))]
    switch normalization {
    case .none: break
    case .batch: layers.append(.batchNormalization(BatchNormalization()))
    case .layer: layers.append(.layerNormalization(LayerNormalization()))
    }
    layers.append(activation.layer)
    if dropout > 0 { layers.append(.dropout(Dropout(dropout))) }
    return layers
  }

  private func dense(_ units: Int) -> Dense {
    var dense = Dense(units)
    dense.weights = initializer ?? activation.usualInitializer
    dense.penalty = penalty
    dense.constraint = constraint
    return dense
  }
}

/// What follows a hidden layer: a function that stays as it is, or one with a slope to learn.
public enum HiddenActivation: Sendable, Hashable, Codable {
  case fixed(Activation)
  case parametricReLU

  /// Reads `relu`, `leaky_relu`, `prelu`, and with its parameter `leakyReLU(0.2)` or `elu(0.5)`.
  /// - Throws: `NetworkError` with the nearest names.
  public init(_ text: String) throws(NetworkError) {
    let key = text.lowercased().filter { $0 != "_" && $0 != "-" }
    if key == "prelu" || key == "parametricrelu" {
      self = .parametricReLU
    } else {
      self = .fixed(try Activation(text: text))
      if self == .fixed(.heaviside) {
        throw NetworkError(
          "heaviside has no slope to learn by; expected another activation (descent perceptron learns "
            + "with its own rule)",
          "heaviside não tem inclinação com que aprender; escolha outra ativação (descent perceptron "
            + "aprende com sua própria regra)")
      }
    }
  }

  var layer: Layer {
    switch self {
    case .fixed(let activation): .activation(activation)
    case .parametricReLU: .parametricReLU(ParametricReLU())
    }
  }

  var usualInitializer: Initializer {
    switch self {
    case .fixed(let activation): activation.usualInitializer
    case .parametricReLU: Activation.relu.usualInitializer
    }
  }
}
