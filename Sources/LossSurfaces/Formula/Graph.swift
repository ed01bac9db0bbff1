/// A formula's arithmetic as a graph in which equal subexpressions are one node.
///
/// Operands come before the nodes that use them, so that ascending order is an order of evaluation.
/// Conditions are the numbers 1 and 0.
struct Graph: Sendable {
  /// The index of a node.
  typealias Index = Int

  enum Operation: UInt8, Sendable {
    case constant, variable, direction
    case add, subtract, multiply, divide, negate
    /// `a` to the power of the node's constant.
    case power
    case generalPower
    /// a ÷ b, and 0 where b is 0: the gradient declared at a singular point.
    case quotientOrZero
    case root, absolute, sign, floor, minimum, maximum
    case less, lessOrEqual, equal, both, either, not
    /// b where a holds, else c.
    case select
    case exp, log, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, cbrt, erf, arctangent2
  }

  struct Node: Hashable, Sendable {
    var operation: Operation
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
    /// The constant's bits, or the number of a variable.
    var payload: UInt64 = 0

    var constant: Double { Double(bitPattern: payload) }
    var operands: [Index] {
      if a < 0 { return [] }
      if b < 0 { return [Int(a)] }
      return c < 0 ? [Int(a), Int(b)] : [Int(a), Int(b), Int(c)]
    }
  }

  private(set) var nodes: [Node] = []
  private var indices: [Node: Int32] = [:]

  subscript(index: Index) -> Node { nodes[index] }

  /// The index of the node, which is made where there is none yet.
  mutating func insert(_ node: Node) -> Index {
    if let index = indices[node] { return Int(index) }
    nodes.append(node)
    indices[node] = Int32(nodes.count - 1)
    return nodes.count - 1
  }

  mutating func constant(_ value: Double) -> Index {
    // −0 and 0 are one constant: no formula can tell them apart but by dividing by zero.
    insert(Node(operation: .constant, payload: (value == 0 ? 0 : value).bitPattern))
  }

  mutating func variable(_ number: Int) -> Index {
    insert(Node(operation: .variable, payload: UInt64(number)))
  }

  /// A component of the direction that a Hessian product is taken along.
  mutating func direction(_ number: Int) -> Index {
    insert(Node(operation: .direction, payload: UInt64(number)))
  }

  func constant(at index: Index) -> Double? {
    nodes[index].operation == .constant ? nodes[index].constant : nil
  }

  /// Which nodes the outputs need, themselves included.
  func reachable(from outputs: [Index]) -> [Bool] {
    var isReachable = Array(repeating: false, count: nodes.count)
    for output in outputs { isReachable[output] = true }
    for index in nodes.indices.reversed() where isReachable[index] {
      for operand in nodes[index].operands { isReachable[operand] = true }
    }
    return isReachable
  }
}
