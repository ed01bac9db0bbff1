import Complaints
import Suggestions

extension LayerGroup {
  /// The tensors of `network` that it names, by their indices.
  /// - Throws: `NetworkError` for a name that none has.
  public func tensors(of network: Network) throws(NetworkError) -> [Int] {
    var chosen: [Int] = []
    for part in layers.split(separator: ",", omittingEmptySubsequences: false) {
      let found = try Self.tensors(named: Self.trimmed(part), of: network)
      chosen += found.filter { !chosen.contains($0) }
    }
    return chosen.sorted()
  }

  private static func tensors(
    named name: String, of network: Network
  ) throws(NetworkError) -> [Int] {
    let blocks = network.denseLayers, last = blocks.last ?? 1
    let all = network.tensors.indices
    if let span = span(name, last: last) {
      guard 1 <= span.lowerBound, span.upperBound <= last else {
        throw NetworkError(
          "there is no layer \(name); the dense layers are 1 to \(last)",
          "não há a camada \(name); as camadas densas são 1 a \(last)")
      }
      return all.filter { span.contains(blocks[$0]) }
    }
    if let role = ParameterShape.Role(rawValue: name.lowercased()) {
      let found = all.filter { network.tensors[$0].shape.role == role }
      guard found.isEmpty else { return found }
      throw NetworkError(
        "the network has no \(role.rawValue)", "a rede não tem \(role.rawValue)")
    }
    let key = name.lowercased()
    let found = all.filter {
      let tensor = network.tensors[$0].name.lowercased()
      return tensor == key || tensor.hasPrefix(key + " ")
    }
    guard found.isEmpty else { return found }
    let names = network.tensors.map(\.name)
    let list = names.joined(separator: ", ")
    let hint = Spelling.suggestion(name, among: names + ["weights", "biases", "first", "last"])
    throw NetworkError(
      Sentence("no layer is called “\(name)”", "nenhuma camada se chama “\(name)”")
        + (hint
          ?? Sentence(
            "; expected numbers from 1 to \(last), first, last, weights, biases, or one of \(list)",
            "; esperavam-se números de 1 a \(last), first, last, weights, biases, ou um de \(list)"))
    )
  }

  /// `2`, `1-3`, `first` or `last`; nil for a name.
  private static func span(_ text: String, last: Int) -> ClosedRange<Int>? {
    switch text.lowercased() {
    case "first": return 1...1
    case "last": return last...last
    default:
      let ends = text.split { "-–".contains($0) }.compactMap { Int($0) }
      let words = text.split { "-–".contains($0) }.count
      guard ends.count == words, let low = ends.first, let high = ends.last, ends.count <= 2,
        low <= high
      else { return nil }
      return low...high
    }
  }
}

extension Network {
  /// For each tensor which dense layer it belongs to, counted from 1.
  var denseLayers: [Int] {
    var block = 0
    return tensors.map { tensor in
      if tensor.shape.role == .weights { block += 1 }
      return max(block, 1)
    }
  }
}

extension LayerGroup {
  /// What each tensor has for itself, where several groups may name the same one.
  ///
  /// - Throws: `NetworkError` for a name that no layer has, or two values for one tensor.
  public static func settings(
    _ groups: [LayerGroup], of network: Network
  ) throws(NetworkError) -> [LayerGroup] {
    var settings = network.tensors.map { LayerGroup(layers: $0.name) }
    for group in groups {
      for index in try group.tensors(of: network) {
        if let rate = group.learningRate {
          guard settings[index].learningRate == nil else { throw twice(index, network) }
          settings[index].learningRate = rate
        }
        if let decay = group.weightDecay {
          guard settings[index].weightDecay == nil else { throw twice(index, network) }
          settings[index].weightDecay = decay
        }
      }
    }
    return settings
  }

  private static func twice(_ index: Int, _ network: Network) -> NetworkError {
    NetworkError(
      "two groups set the same of \(network.tensors[index].name); name it in one only",
      "dois grupos definem o mesmo de \(network.tensors[index].name); indique-o em um só")
  }
}
