import Complaints

extension Initializer {
  /// Reads a name, and in brackets its numbers: `heNormal`, `truncatedNormal(0.03)`, `constant(0.1)`,
  /// `varianceScaling(scale: 2, mode: fan_in, distribution: uniform)`.
  /// - Throws: `NetworkError` with the nearest names, or for an argument that it does not take.
  public init(text: String) throws(NetworkError) {
    var call = try NamedCall(text)
    let known: String
    switch Self.key(call.name) {
    case "constant":
      (self, known) = (.constant(try call.number("value", or: 0)), "value")
    case "normal":
      self = .normal(deviation: try call.number("stddev", "deviation", or: 0.05, least: 0))
      known = "stddev"
    case "truncatednormal":
      self = .truncatedNormal(deviation: try call.number("stddev", "deviation", or: 0.05, least: 0))
      known = "stddev"
    case "uniform":
      (self, known) = (.uniform(limit: try call.number("limit", or: 0.05, least: 0)), "limit")
    case "orthogonal":
      (self, known) = (.orthogonal(gain: try call.number("gain", or: 1)), "gain")
    case "identity":
      (self, known) = (.identity(gain: try call.number("gain", or: 1)), "gain")
    case "variancescaling":
      self = try Self.varianceScaling(&call)
      known = "scale, mode and distribution"
    default:
      guard let initializer = Initializer(name: call.name) else {
        let names = Self.named.map(\.name) + ["constant", "varianceScaling"]
        throw NetworkError(
          Sentence(
            "no initializer is called “\(call.name)”",
            "nenhum inicializador se chama “\(call.name)”") + Activation.hint(call.name, names))
      }
      (self, known) = (initializer, "")
    }
    try call.finish(known)
  }

  private static func key(_ name: String) -> String {
    let key = NamedCall.key(name)
    return key.hasPrefix("random") ? String(key.dropFirst("random".count)) : key
  }

  private static func varianceScaling(_ call: inout NamedCall) throws(NetworkError) -> Initializer {
    let scale = try call.number("scale", or: 1, least: 0)
    let mode = call.take("mode", "fan") ?? "fan_in"
    let distribution = call.take("distribution") ?? "truncated_normal"
    let fans: [String: Fan] = [
      "fanin": .input, "input": .input, "fanout": .output, "output": .output, "fanavg": .average,
      "average": .average,
    ]
    // Keras means the truncated one where it says normal.
    let distributions: [String: Distribution] = [
      "normal": .truncatedNormal, "truncatednormal": .truncatedNormal, "untruncatednormal": .normal,
      "uniform": .uniform,
    ]
    guard let fan = fans[NamedCall.key(mode)] else {
      throw NetworkError(
        "varianceScaling: the mode is fan_in, fan_out or fan_avg, not “\(mode)”",
        "varianceScaling: o modo é fan_in, fan_out ou fan_avg, não “\(mode)”")
    }
    guard let distribution = distributions[NamedCall.key(distribution)] else {
      throw NetworkError(
        "varianceScaling: the distribution is truncated_normal, untruncated_normal or uniform, not "
          + "“\(distribution)”",
        "varianceScaling: a distribuição é truncated_normal, untruncated_normal ou uniform, não "
          + "“\(distribution)”")
    }
    return .varianceScaling(scale: scale, fan: fan, distribution: distribution)
  }
}
