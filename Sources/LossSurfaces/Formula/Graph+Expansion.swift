extension Graph {
  /// The same outputs without constant powers: whole ones by multiplication, halves by a root.
  ///
  /// uⁿ is (u^{n/2})² for even n and u^{n−1}·u for odd n; u⁻ⁿ is 1/uⁿ; u^{n+½} is uⁿ·√u.
  func expandingPowers(of outputs: [Index]) -> (graph: Graph, outputs: [Index]) {
    var expanded = Graph()
    var positions = Array(repeating: 0, count: nodes.count)
    let isReachable = reachable(from: outputs)
    for index in nodes.indices where isReachable[index] {
      var node = nodes[index]
      if node.operation == .power {
        positions[index] = expanded.expandedPower(positions[Int(node.a)], node.constant)
        continue
      }
      if node.a >= 0 { node.a = Int32(positions[Int(node.a)]) }
      if node.b >= 0 { node.b = Int32(positions[Int(node.b)]) }
      if node.c >= 0 { node.c = Int32(positions[Int(node.c)]) }
      positions[index] = expanded.insert(node)
    }
    return (expanded, outputs.map { positions[$0] })
  }

  private mutating func expandedPower(_ base: Index, _ exponent: Double) -> Index {
    let magnitude = abs(exponent)
    let whole = magnitude.rounded(.down)
    guard magnitude <= Self.greatestMultiplied, magnitude == whole || magnitude == whole + 0.5
    else {
      let constant = constant(exponent)
      return insert(Node(operation: .generalPower, a: Int32(base), b: Int32(constant)))
    }
    if exponent < 0 { return divide(constant(1), expandedPower(base, magnitude)) }
    var power = wholePower(base, Int(whole))
    if magnitude != whole { power = multiply(power, unary(.root, base)) }
    return power
  }

  private mutating func wholePower(_ base: Index, _ exponent: Int) -> Index {
    if exponent == 0 { return constant(1) }
    if exponent == 1 { return base }
    if exponent % 2 == 1 { return multiply(wholePower(base, exponent - 1), base) }
    let half = wholePower(base, exponent / 2)
    return multiply(half, half)
  }
}
