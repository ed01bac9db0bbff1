import Complaints

/// What an optimizer is to do otherwise with some layers: `1-2: learningRate 0.1x, weightDecay 0`.
///
/// Layers are counted by their dense ones; what stands between two of these belongs to the former.
/// `first` and `last` name two of them, `weights`, `biases`, `gains`, `shifts` and `slopes` a kind of
/// parameters in all of them, and `dense 1` or `dense 1 biases` what --save-weights calls so.
public struct LayerGroup: Sendable, Hashable, Codable {
  /// Which layers, as it was written.
  public var layers: String
  public var learningRate: Rate?
  public var weightDecay: Double?

  public enum Rate: Sendable, Hashable {
    case rate(Double)
    /// So many times the optimizer's own.
    case multiple(Double)
  }

  public init(layers: String, learningRate: Rate? = nil, weightDecay: Double? = nil) {
    self.layers = layers
    self.learningRate = learningRate
    self.weightDecay = weightDecay
  }

  /// - Throws: `NetworkError` for what is no such line.
  public init(_ text: String) throws(NetworkError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw Self.unread(text) }
    self.init(layers: Self.trimmed(parts[0]))
    for setting in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let words = setting.split { ":= ".contains($0) }.map(String.init)
      guard words.count == 2 else { throw Self.unread(text) }
      try set(words[0], to: words[1])
    }
  }

  private static func unread(_ text: String) -> NetworkError {
    NetworkError(
      "“\(text)” is not understood; expected layers and what they have for themselves, as in "
        + "“1-2: learningRate 0.1x, weightDecay 0”",
      "não se entende “\(text)”; esperavam-se camadas e o que têm para si, como em "
        + "“1-2: learningRate 0.1x, weightDecay 0”")
  }

  /// Sets what a name in our words, PyTorch's or Keras' stands for.
  mutating func set(_ name: String, to value: String) throws(NetworkError) {
    switch NamedCall.key(name) {
    case "learningrate", "lr":
      guard learningRate == nil else { throw Self.twice(name) }
      learningRate = try Self.rate(value)
    case "weightdecay", "decay":
      guard weightDecay == nil else { throw Self.twice(name) }
      weightDecay = try Self.number(value, isRate: false)
    default:
      throw NetworkError(
        Sentence(
          "layers have no “\(name)” for themselves", "camadas não têm “\(name)” para si")
          + Activation.hint(name, ["learningRate", "weightDecay"]))
    }
  }

  /// `1e-4`, or `0.1x` for a tenth of the optimizer's own.
  private static func rate(_ text: String) throws(NetworkError) -> Rate {
    let ends = ["x", "×"]
    guard ends.contains(where: { text.hasSuffix($0) || text.hasPrefix($0) }) else {
      return .rate(try number(text, isRate: true))
    }
    let share = text.filter { !ends.contains(String($0)) }
    return .multiple(try number(share, isRate: true))
  }

  private static func number(_ text: String, isRate: Bool) throws(NetworkError) -> Double {
    guard let number = Double(text), number >= 0, number.isFinite else {
      throw isRate
        ? NetworkError(
          "the learning rate of some layers is “\(text)”; expected a number of at least 0, or 0.1x for a "
            + "tenth of the optimizer's own",
          "a taxa de aprendizado de algumas camadas é “\(text)”; esperava-se um número de ao menos 0, ou "
            + "0.1x para um décimo da do otimizador")
        : NetworkError(
          "the weight decay of some layers is “\(text)”; expected a number of at least 0",
          "o decaimento de pesos de algumas camadas é “\(text)”; esperava-se um número de ao menos 0"
        )
    }
    return number
  }

  private static func twice(_ name: String) -> NetworkError {
    NetworkError("\(name) is given twice", "\(name) aparece duas vezes")
  }

  static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// A number, or text such as `0.1x`.
extension LayerGroup.Rate: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let rate = try? container.decode(Double.self) {
      self = .rate(rate)
    } else {
      let text = try container.decode(String.self)
      guard text.last == "x", let share = Double(text.dropLast()) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: text)
      }
      self = .multiple(share)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .rate(let rate): try container.encode(rate)
    case .multiple(let share): try container.encode("\(share)x")
    }
  }
}
