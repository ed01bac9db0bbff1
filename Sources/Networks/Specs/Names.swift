import Complaints
import Suggestions

extension Activation {
  /// Reads a name, and in brackets the parameter of an activation that has one.
  /// - Throws: `NetworkError` with the nearest names, or for a parameter where none belongs.
  public init(text: String) throws(NetworkError) {
    let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let activation = Activation(name: name) else {
      throw NetworkError(
        Sentence("no activation is called “\(name)”", "nenhuma ativação se chama “\(name)”")
          + Self.hint(name, Activation.all.map(\.name) + ["parametricReLU"]))
    }
    guard parts.count == 2 else {
      self = activation
      return
    }
    guard parts[1].hasSuffix(")"), let number = Double(parts[1].dropLast()), number.isFinite,
      let adjusted = activation.with(parameter: number)
    else {
      throw NetworkError(
        "the activation “\(text)” is not understood; a number in brackets follows leakyReLU, elu "
          + "and hardShrink only, as in leakyReLU(0.2)",
        "não se entende a ativação “\(text)”; só leakyReLU, elu e hardShrink levam um número entre "
          + "parênteses, como em leakyReLU(0.2)")
    }
    self = adjusted
  }

  /// nil for an activation without a parameter.
  func with(parameter: Double) -> Activation? {
    switch self {
    case .leakyReLU: .leakyReLU(slope: parameter)
    case .elu: .elu(alpha: parameter)
    case .hardShrink: .hardShrink(threshold: parameter)
    default: nil
    }
  }

  static func hint(_ name: String, _ names: [String]) -> Sentence {
    let list = names.joined(separator: ", ")
    return Spelling.suggestion(name, among: names)
      ?? Sentence("; there are \(list)", "; há \(list)")
  }
}

extension Loss {
  /// Reads a name, and in brackets its parameters: `mse`, `huber(0.5)`, `sigmoidFocal(gamma: 1, alpha: 0.25)`.
  /// - Throws: `NetworkError` with the nearest names, or for an argument that it does not take.
  public init(text: String) throws(NetworkError) {
    var call = try NamedCall(text)
    guard var loss = Loss(name: call.name) else {
      throw NetworkError(
        Sentence("no loss is called “\(call.name)”", "nenhuma perda se chama “\(call.name)”")
          + Self.hint(call.name))
    }
    var known = ""
    switch loss {
    case .huber(let delta):
      loss = .huber(delta: try call.number("delta", or: delta, least: .leastNormalMagnitude))
      known = "delta"
    case .sigmoidFocal(let gamma, _):
      let exponent = try call.number("gamma", or: gamma, least: 0)
      let alpha = try call.number("alpha", or: -1)
      guard alpha == -1 || (0...1).contains(alpha) else {
        throw NetworkError(
          "“\(text)”: expected a share from 0 to 1 as alpha",
          "“\(text)”: esperava-se uma fração de 0 a 1 como alpha")
      }
      loss = .sigmoidFocal(gamma: exponent, alpha: alpha == -1 ? nil : alpha)
      known = "gamma and alpha"
    case .softmaxFocal(let gamma):
      loss = .softmaxFocal(gamma: try call.number("gamma", or: gamma, least: 0))
      known = "gamma"
    default: break
    }
    try call.finish(known)
    self = loss
  }

  /// Other libraries' names are suggested, too, but not all listed.
  private static func hint(_ name: String) -> Sentence {
    let names = all.map(\.name)
    return Spelling.suggestion(name, among: names + otherNames)
      ?? Activation.hint(name, names)
  }
}
