/// What is known about the network and the data of a surface that is made of them.
public struct ModelCard: Sendable, Hashable {
  /// As its file names them: `moons(count: 100)`, `iris`, a path.
  public var data: String
  public var examples: Int
  /// Units a layer, the inputs first.
  public var layers: [Int]
  public var activation: String
  public var loss: String
  /// What l2 · Σw² adds.
  public var l2: Double
}

extension ModelCard: CustomStringConvertible {
  /// One line, where a surface with a formula shows that.
  public var description: String {
    let sizes = layers.map(String.init).joined(separator: "-")
    let hidden = layers.count > 2 ? " \(activation)" : ""
    let penalty = l2 > 0 ? " + \(l2) ‖w‖²" : ""
    return "\(loss)\(penalty) of \(sizes)\(hidden) on \(data)"
  }
}
