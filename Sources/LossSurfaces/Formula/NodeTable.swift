/// Finds a node's index by open addressing.
///
/// A dictionary would store each node twice and hash it with a function made to withstand attacks,
/// which takes most of the time of building a graph.
struct NodeTable: Sendable {
  /// The index of a node, or −1; a power of two of them, at most half full.
  private var slots = [Int32](repeating: -1, count: 64)

  mutating func findOrAppend(_ node: Graph.Node, to nodes: inout [Graph.Node]) -> Graph.Index {
    var slot = position(of: node)
    while slots[slot] >= 0 {
      if nodes[Int(slots[slot])] == node { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(nodes.count)
    nodes.append(node)
    if 2 * nodes.count > slots.count { grow(nodes) }
    return nodes.count - 1
  }

  private mutating func grow(_ nodes: [Graph.Node]) {
    slots = Array(repeating: -1, count: 4 * slots.count)
    for (index, node) in nodes.enumerated() {
      var slot = position(of: node)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  private func position(of node: Graph.Node) -> Int {
    var hash = node.payload ^ UInt64(node.operation.rawValue)
    hash = Self.mixed(hash ^ UInt64(UInt32(bitPattern: node.a)) << 32)
    hash = Self.mixed(hash ^ UInt64(UInt32(bitPattern: node.b)) << 8)
    hash = Self.mixed(hash ^ UInt64(UInt32(bitPattern: node.c)))
    return Int(truncatingIfNeeded: hash) & (slots.count - 1)
  }

  /// A multiplication by an odd number, and the high half folded onto the low one.
  private static func mixed(_ hash: UInt64) -> UInt64 {
    let product = hash &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }
}
