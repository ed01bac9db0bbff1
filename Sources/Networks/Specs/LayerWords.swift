import Complaints
import ReproducibleMath
import YAMLFiles

extension LayerWords {
  static let kinds = [
    "Dense", "Activation", "Dropout", "BatchNormalization", "LayerNormalization", "PReLU",
    "LeakyReLU", "ELU", "ReLU", "Softmax", "Residual", "Normalization", "Flatten",
  ]

  init(_ entry: YAMLEntry) throws(YAMLFileError) {
    if entry.isScalar {
      self = try Self.layer(try entry.text(), nil, entry)
      return
    }
    let pairs = try entry.mapping(of: "a layer, such as “Dense: 128”", keys: Self.kinds)
    guard pairs.count == 1 else {
      throw entry.error("expected one layer, found \(pairs.count) names; indent its arguments")
    }
    self = try Self.layer(pairs[0].key, pairs[0].value, pairs[0].value)
  }

  private static func layer(
    _ kind: String, _ value: YAMLEntry?, _ place: YAMLEntry
  ) throws(YAMLFileError) -> LayerWords {
    var arguments = try LayerArguments(value, place)
    let words: LayerWords
    switch kind {
    case "Dense": words = try dense(&arguments)
    case "Activation": words = try activation(&arguments)
    case "Dropout":
      words = .fixed([.dropout(Dropout(try arguments.number("rate", in: 0...0.999)))])
    case "BatchNormalization":
      var layer = BatchNormalization()
      layer.momentum = try arguments.number("momentum", or: layer.momentum, in: 0...1)
      layer.epsilon = try arguments.number("epsilon", or: layer.epsilon, in: 0...1)
      words = .fixed([.batchNormalization(layer)])
    case "LayerNormalization":
      var layer = LayerNormalization()
      layer.epsilon = try arguments.number("epsilon", or: layer.epsilon, in: 0...1)
      words = .fixed([.layerNormalization(layer)])
    case "Normalization": words = try normalization(&arguments)
    case "PReLU": words = .fixed([.parametricReLU(ParametricReLU())])
    case "LeakyReLU":
      // Keras' own default, not PyTorch's.
      let slope = try arguments.number("negative_slope", or: 0.3, in: 0...1)
      words = .fixed([.activation(.leakyReLU(slope: slope))])
    case "ELU":
      words = .fixed([.activation(.elu(alpha: try arguments.number("alpha", or: 1, in: 0...100)))])
    case "ReLU": words = .fixed([.activation(.relu)])
    case "Softmax": words = .fixed([.activation(.softmax)])
    // Examples are rows of numbers already.
    case "Flatten": words = .fixed([])
    case "Residual": words = try residual(value, place)
    default:
      guard value == nil, let activation = Activation(name: kind) else {
        throw place.error(
          Sentence("no layer is called “\(kind)”", "nenhuma camada se chama “\(kind)”")
            + Activation.hint(kind, kinds))
      }
      words = .fixed([.activation(activation)])
    }
    if kind != "Residual" { try arguments.finish(kind) }
    return words
  }

  private static func dense(_ arguments: inout LayerArguments) throws(YAMLFileError) -> LayerWords {
    guard let units = try arguments.text("units") else {
      throw arguments.place.error(
        Sentence("a Dense layer needs units", "uma camada Dense precisa de units"))
    }
    var dense = Dense(0)
    if units != "outputs" {
      guard let number = Int(units), number > 0 else {
        throw arguments.place.error(
          Sentence(
            "units: expected a whole number above 0, or outputs, found “\(units)”",
            "units: esperava-se um inteiro acima de 0, ou outputs, e há “\(units)”"))
      }
      dense.units = number
    }
    var then: [Layer] = []
    let name = try arguments.text("activation")
    if let name, name != "None", name != "null" {
      let activation = try arguments.named { () throws(NetworkError) in
        try HiddenActivation(name)
      }
      dense.weights = activation.usualInitializer
      then = activation == .fixed(.linear) ? [] : [activation.layer]
    }
    dense.hasBias = try arguments.flag("use_bias", or: true)
    if let name = try arguments.text("kernel_initializer") {
      dense.weights = try arguments.named { () throws(NetworkError) in try Initializer(text: name) }
    }
    if let name = try arguments.text("bias_initializer") {
      dense.biases = try arguments.named { () throws(NetworkError) in try Initializer(text: name) }
    }
    dense.penalty = try arguments.penalty("kernel_regularizer")
    dense.constraint = try arguments.constraint("kernel_constraint")
    return units == "outputs" ? .outputs(dense, then: then) : .fixed([.dense(dense)] + then)
  }

  /// By its mean and variance, one number a feature; without them, by those of the training part.
  private static func normalization(
    _ arguments: inout LayerArguments
  ) throws(YAMLFileError) -> LayerWords {
    let means = try arguments.numbers("mean"), variances = try arguments.numbers("variance")
    if means == nil, variances == nil { return .adapted }
    guard let means, let variances, means.count == variances.count,
      variances.allSatisfy({ $0 > 0 })
    else {
      throw arguments.place.error(
        "a Normalization takes mean and variance, a number a feature each, variances above 0; or nothing"
      )
    }
    let scales = variances.map { Double.root($0) }
    return .fixed([.normalization(InputNormalization(centers: means, scales: scales))])
  }

  private static func activation(
    _ arguments: inout LayerArguments
  ) throws(YAMLFileError) -> LayerWords {
    guard let name = try arguments.text("activation") else {
      throw arguments.place.error("an Activation needs a name, as in “Activation: tanh”")
    }
    let activation = try arguments.named { () throws(NetworkError) in try HiddenActivation(name) }
    return .fixed([activation.layer])
  }

  private static func residual(
    _ value: YAMLEntry?, _ place: YAMLEntry
  ) throws(YAMLFileError) -> LayerWords {
    guard let value else { throw place.error("a Residual needs a list of layers") }
    var layers: [Layer] = []
    for entry in try value.list(of: "layers") {
      guard case .fixed(let inner) = try LayerWords(entry) else {
        throw entry.error("outputs stands for the units of the last layer only")
      }
      layers += inner
    }
    return .fixed([.residual(layers)])
  }
}
