extension Graph {
  /// One share of a node's adjoint, in a list from the node's first use to its last.
  private struct Contribution {
    let value: Index
    /// Counts only where this holds.
    let condition: Index?
    /// The position in the list of the next contribution to the same node, or −1.
    let next: Int
  }

  /// ∂output/∂variable for each variable, by one sweep from the output down.
  ///
  /// The whole gradient costs a small multiple of the value, however many variables there are.
  /// A. Griewank and A. Walther, "Evaluating Derivatives", 2008.
  mutating func gradient(of output: Index, variables: Int) -> [Index] {
    var gradient = Array(repeating: constant(0), count: variables)
    let isActive = activeNodes(through: output)
    var contributions = [Contribution(value: constant(1), condition: nil, next: -1)]
    var heads = Array(repeating: -1, count: output + 1)
    heads[output] = 0
    for index in stride(from: output, through: 0, by: -1) where heads[index] >= 0 {
      let adjoint = total(of: contributions, from: heads[index])
      let node = self[index]
      if node.operation == .variable {
        gradient[Int(node.payload)] = joined(adjoint)
        continue
      }
      for (condition, seed) in adjoint {
        for (position, operand) in node.operands.enumerated() where isActive[operand] {
          guard let value = derivative(of: index, operand: position, times: seed) else { continue }
          let own = self.condition(on: index, operand: position)
          contributions.append(
            Contribution(value: value, condition: both(condition, own), next: heads[operand]))
          heads[operand] = contributions.count - 1
        }
      }
    }
    return gradient
  }

  /// Which nodes up to `output` depend on a variable.
  private func activeNodes(through output: Index) -> [Bool] {
    var isActive = Array(repeating: false, count: output + 1)
    for index in 0...output {
      let node = nodes[index]
      isActive[index] =
        node.operation == .variable || node.operands.contains { isActive[$0] }
    }
    return isActive
  }

  mutating func both(_ a: Index?, _ b: Index?) -> Index? {
    guard let a else { return b }
    guard let b, a != b else { return a }
    return binary(.both, a, b)
  }

  /// The sums of the contributions, one for each condition, in the order of the formula.
  private mutating func total(
    of contributions: [Contribution], from head: Int
  ) -> [(condition: Index?, value: Index)] {
    var groups: [(condition: Index?, values: [Index])] = []
    var position = head
    while position >= 0 {
      let contribution = contributions[position]
      if let group = groups.firstIndex(where: { $0.condition == contribution.condition }) {
        groups[group].values.append(contribution.value)
      } else {
        groups.append((contribution.condition, [contribution.value]))
      }
      position = contribution.next
    }
    return groups.map { ($0.condition, sum($0.values)) }
  }

  private mutating func joined(_ adjoint: [(condition: Index?, value: Index)]) -> Index {
    sum(
      adjoint.map { condition, value in
        condition.map { select($0, value, constant(0)) } ?? value
      })
  }

  /// Adds from the left; a constant factor that all have in common is multiplied in once.
  private mutating func sum(_ values: [Index]) -> Index {
    let parts = values.map { factored($0) }
    let common = abs(parts[0].factor)
    guard values.count > 1, common != 1,
      parts.allSatisfy({ abs($0.factor) == common && $0.rest != nil })
    else { return values.dropFirst().reduce(values[0]) { add($0, $1) } }
    var sum = constant(0)
    for (factor, rest) in parts {
      guard let rest else { continue }
      sum = factor > 0 ? add(sum, rest) : subtract(sum, rest)
    }
    return multiply(constant(common), sum)
  }

  /// Σⱼ ∂output/∂xⱼ · directionⱼ for each output: a Hessian product where these are a gradient.
  mutating func tangents(of outputs: [Index]) -> [Index] {
    let zero = constant(0)
    let isReachable = reachable(from: outputs)
    var tangents: [Index?] = Array(repeating: nil, count: nodes.count)
    for index in tangents.indices where isReachable[index] {
      let node = self[index]
      if node.operation == .variable {
        tangents[index] = direction(Int(node.payload))
      } else if node.operation == .select {
        let (a, b) = (tangents[Int(node.b)], tangents[Int(node.c)])
        if a != nil || b != nil { tangents[index] = select(Int(node.a), a ?? zero, b ?? zero) }
      } else {
        var parts: [Index] = []
        for (position, operand) in node.operands.enumerated() {
          guard let seed = tangents[operand],
            let value = derivative(of: index, operand: position, times: seed)
          else { continue }
          let condition = condition(on: index, operand: position)
          parts.append(condition.map { select($0, value, zero) } ?? value)
        }
        if !parts.isEmpty { tangents[index] = sum(parts) }
      }
    }
    return outputs.map { tangents[$0] ?? zero }
  }
}
