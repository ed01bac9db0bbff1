/// Chooses the instruction that covers a node, and what it takes along of the nodes below.
///
/// Only a node with no other use is taken along, so that nothing is computed twice. The operands of
/// a tile are still nodes; −1 stands for none.
struct Tiling {
  let graph: Graph
  /// How often each node is an operand or an output.
  let uses: [Int32]

  typealias Index = Graph.Index

  func tile(for index: Index) -> Instruction {
    let node = graph[index]
    let (a, b) = (Int(node.a), Int(node.b))
    switch node.operation {
    case .constant: return Instruction(.fill, k: node.constant)
    case .variable, .direction: return Instruction(.copy, index)
    case .add: return sum(a, b)
    case .subtract: return difference(a, b)
    case .multiply: return product(a, b)
    case .divide:
      if let k = graph.constant(at: a) { return Instruction(.divideConstant, b, k: k) }
      if let k = graph.constant(at: b) { return Instruction(.divideByConstant, a, k: k) }
      return Instruction(.divide, a, b)
    default: return Instruction(Self.opcode(of: node.operation), a, b, Int(node.c))
    }
  }

  private enum Term {
    case plain
    case scaled(Double, Index)
    case product(Index, Index)
    case scaledProduct(Double, Index, Index, product: Index)
  }

  private func isPrivate(_ index: Index) -> Bool { uses[index] == 1 }

  private func term(_ index: Index) -> Term {
    guard graph[index].operation == .multiply, isPrivate(index) else { return .plain }
    let (a, b) = (Int(graph[index].a), Int(graph[index].b))
    guard let k = graph.constant(at: a) else { return .product(a, b) }
    guard graph[b].operation == .multiply, isPrivate(b),
      graph.constant(at: Int(graph[b].a)) == nil
    else { return .scaled(k, b) }
    return .scaledProduct(k, Int(graph[b].a), Int(graph[b].b), product: b)
  }

  private func sum(_ a: Index, _ b: Index) -> Instruction {
    if let k = graph.constant(at: a) { return shifted(b, by: k) }
    switch (term(a), term(b)) {
    case (_, .scaledProduct(let k, let u, let v, _)):
      return Instruction(.scaledProductAdd, u, v, a, k: k)
    case (.scaledProduct(let k, let u, let v, _), _):
      return Instruction(.scaledProductAdd, u, v, b, k: k)
    case (.scaled(let k, let u), .scaled(let l, let v)):
      return Instruction(.linear, u, v, k: k, l: l)
    case (_, .product(let u, let v)): return Instruction(.multiplyAdd, u, v, a)
    case (.product(let u, let v), _): return Instruction(.multiplyAdd, u, v, b)
    case (_, .scaled(let k, let u)): return Instruction(.scaleAdd, u, a, k: k)
    case (.scaled(let k, let u), _): return Instruction(.scaleAdd, u, b, k: k)
    case (.plain, .plain):
      if let (isSum, u, v) = pair(a) {
        return Instruction(isSum ? .sumOfThree : .subtractAdd, u, v, b)
      }
      if let (isSum, u, v) = pair(b) {
        return Instruction(isSum ? .sumOfThree : .subtractAdd, u, v, a)
      }
      return Instruction(.add, a, b)
    }
  }

  private func difference(_ a: Index, _ b: Index) -> Instruction {
    if let k = graph.constant(at: b) { return shifted(a, by: -k) }
    if let k = graph.constant(at: a) { return subtracted(b, from: k) }
    switch (term(a), term(b)) {
    case (_, .scaledProduct(let k, let u, let v, _)):
      return Instruction(.scaledProductAdd, u, v, a, k: -k)
    case (.scaledProduct(let k, let u, let v, _), _):
      return Instruction(.scaledProductSubtract, u, v, b, k: k)
    case (.scaled(let k, let u), .scaled(let l, let v)):
      return Instruction(.linear, u, v, k: k, l: -l)
    case (_, .product(let u, let v)): return Instruction(.subtractProduct, u, v, a)
    case (.product(let u, let v), _): return Instruction(.multiplySubtract, u, v, b)
    case (_, .scaled(let k, let u)): return Instruction(.scaleAdd, u, a, k: -k)
    case (.scaled(let k, let u), _): return Instruction(.scaleSubtract, u, b, k: k)
    case (.plain, .plain):
      guard let (isSum, u, v) = pair(a) else { return Instruction(.subtract, a, b) }
      return Instruction(isSum ? .addSubtract : .subtractSubtract, u, v, b)
    }
  }

  private func shifted(_ a: Index, by l: Double) -> Instruction {
    switch term(a) {
    case .plain: Instruction(.addConstant, a, k: l)
    case .scaled(let k, let u), .scaledProduct(let k, _, _, product: let u):
      Instruction(.scalePlusConstant, u, k: k, l: l)
    case .product(let u, let v): Instruction(.productPlusConstant, u, v, k: l)
    }
  }

  private func subtracted(_ a: Index, from l: Double) -> Instruction {
    switch term(a) {
    case .plain: Instruction(.subtractFromConstant, a, k: l)
    case .scaled(let k, let u), .scaledProduct(let k, _, _, product: let u):
      Instruction(.scalePlusConstant, u, k: -k, l: l)
    case .product(let u, let v): Instruction(.constantMinusProduct, u, v, k: l)
    }
  }

  /// u + v or u − v of two variable nodes, with no other use.
  private func pair(_ index: Index) -> (isSum: Bool, Index, Index)? {
    let node = graph[index]
    guard node.operation == .add || node.operation == .subtract, isPrivate(index),
      graph.constant(at: Int(node.a)) == nil, graph.constant(at: Int(node.b)) == nil
    else { return nil }
    return (node.operation == .add, Int(node.a), Int(node.b))
  }

  /// u + l or l − u, with no other use: the constant, u, and whether u is subtracted.
  private func shift(_ index: Index) -> (l: Double, Index, isReversed: Bool)? {
    let node = graph[index]
    guard node.operation == .add || node.operation == .subtract, isPrivate(index) else {
      return nil
    }
    let (a, b) = (Int(node.a), Int(node.b))
    switch (node.operation, graph.constant(at: a), graph.constant(at: b)) {
    case (.add, let l?, _): return (l, b, false)
    case (.subtract, let l?, _): return (l, b, true)
    case (.subtract, _, let l?): return (-l, a, false)
    default: return nil
    }
  }

  private func product(_ a: Index, _ b: Index) -> Instruction {
    if let k = graph.constant(at: a) { return scaled(b, by: k) }
    if a == b { return square(of: a) }
    for (factor, other) in [(a, b), (b, a)] {
      if let (l, u, isReversed) = shift(factor) {
        return Instruction(isReversed ? .constantMinusTimes : .shiftTimes, u, other, k: l)
      }
      if let (isSum, u, v) = pair(factor) {
        return Instruction(isSum ? .sumTimes : .differenceTimes, u, v, other)
      }
      if case .product(let u, let v) = term(factor) {
        return Instruction(.tripleProduct, u, v, other)
      }
    }
    return Instruction(.multiply, a, b)
  }

  private func scaled(_ a: Index, by k: Double) -> Instruction {
    if case .product(let u, let v) = term(a) { return Instruction(.scaledProduct, u, v, k: k) }
    if let (isSum, u, v) = pair(a) {
      return Instruction(isSum ? .scaledSum : .scaledDifference, u, v, k: k)
    }
    if let (l, u, isReversed) = shift(a) {
      return Instruction(isReversed ? .scaledReverse : .scaledShift, u, k: k, l: l)
    }
    return Instruction(.scale, a, k: k)
  }

  /// The base is private to its square when the square is both of its uses.
  private func square(of a: Index) -> Instruction {
    let node = graph[a]
    guard uses[a] == 2, node.operation == .add || node.operation == .subtract else {
      return Instruction(.multiply, a, a)
    }
    let (u, v) = (Int(node.a), Int(node.b))
    switch (node.operation, graph.constant(at: u), graph.constant(at: v)) {
    case (.add, let l?, _): return Instruction(.squaredShift, v, k: l)
    case (_, let l?, _): return Instruction(.squaredShift, v, k: -l)
    case (_, _, let l?): return Instruction(.squaredShift, u, k: -l)
    default:
      return Instruction(node.operation == .add ? .squaredSum : .squaredDifference, u, v)
    }
  }
}

extension Instruction {
  init(
    _ opcode: Opcode, _ a: Graph.Index = -1, _ b: Graph.Index = -1, _ c: Graph.Index = -1,
    k: Double = 0, l: Double = 0
  ) {
    self.init(opcode: opcode, a: Int32(a), b: Int32(b), c: Int32(c), k: k, l: l)
  }
}
