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

  struct Node: Equatable, Sendable {
    var operation: Operation
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
    /// The constant's bits, or the number of a variable.
    var payload: UInt64 = 0

    var constant: Double { Double(bitPattern: payload) }
    var operands: Operands { Operands(node: self) }
  }

  /// The operands of a node, in order.
  struct Operands: RandomAccessCollection {
    let node: Node

    var startIndex: Int { 0 }
    var endIndex: Int { node.a < 0 ? 0 : node.b < 0 ? 1 : node.c < 0 ? 2 : 3 }
    subscript(position: Int) -> Index {
      Int(position == 0 ? node.a : position == 1 ? node.b : node.c)
    }
  }

  private(set) var nodes: [Node] = []
  private var table = NodeTable()

  subscript(index: Index) -> Node { nodes[index] }

  /// The index of the node, which is made where there is none yet.
  mutating func insert(_ node: Node) -> Index {
    table.findOrAppend(node, to: &nodes)
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
