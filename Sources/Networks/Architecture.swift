/// A network as its user describes it: how many numbers come in, and which layers follow.
public struct Architecture: Sendable, Hashable, Codable {
  public var inputs: Int
  public var layers: [Layer]

  public init(inputs: Int, layers: [Layer]) {
    self.inputs = inputs
    self.layers = layers
  }

  /// Dense layers with an activation after each but the last.
  public static func perceptron(
    inputs: Int, hidden: [Int], outputs: Int, activation: Activation = .relu,
    weights: Initializer? = nil
  ) -> Architecture {
    let initializer = weights ?? activation.usualInitializer
    func dense(_ units: Int) -> Layer {
      var dense = Dense(units)
      dense.weights = initializer
      return .dense(dense)
    }
    let layers = hidden.flatMap { [dense($0), .activation(activation)] } + [dense(outputs)]
    return Architecture(inputs: inputs, layers: layers)
  }
}

extension Activation {
  /// First weights that keep the size of what passes: He's for the half that ReLU cuts off,
  /// LeCun's for SELU, Glorot's for the others.
  public var usualInitializer: Initializer {
    switch self {
    case .relu, .leakyReLU, .elu, .gelu, .geluTanh, .silu, .mish, .relu6, .hardSiLU, .softplus:
      .heNormal
    case .selu: .lecunNormal
    default: .glorotUniform
    }
  }
}
