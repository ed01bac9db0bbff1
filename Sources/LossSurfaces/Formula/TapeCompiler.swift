/// Turns a graph into a tape: instructions chosen, ordered, and given registers.
struct TapeCompiler {
  private let graph: Graph
  private let outputs: [Graph.Index]
  private let variables: Int
  private let directions: Int

  static func tape(
    for outputs: [Graph.Index], in graph: Graph, variables: Int, alongDirection: Bool = false
  ) -> Tape {
    let (expanded, positions) = graph.expandingPowers(of: outputs)
    let compiler = TapeCompiler(
      graph: expanded, outputs: positions, variables: variables,
      directions: alongDirection ? variables : 0)
    return compiler.compile()
  }

  private func compile() -> Tape {
    let tiles = chosenTiles()
    var allocation = RegisterAllocation(
      outputs: outputs, graph: graph, variables: variables, directions: directions)
    let instructions = allocation.assign(tiles)
    return Tape(
      instructions: instructions, constants: allocation.constants, variables: variables,
      directions: directions, outputs: outputs.count, scratch: allocation.scratch)
  }

  /// What is computed, in order: operands before uses, each as late as possible.
  private func chosenTiles() -> [(node: Graph.Index, tile: Instruction)] {
    let tiling = Tiling(graph: graph, uses: uses)
    var isNeeded = Array(repeating: false, count: graph.nodes.count)
    for output in outputs { isNeeded[output] = true }
    var tiles: [(node: Graph.Index, tile: Instruction)] = []
    for node in schedule.reversed() where isNeeded[node] {
      switch graph[node].operation {
      case .constant, .variable, .direction: continue
      default: break
      }
      let tile = tiling.tile(for: node)
      for operand in [tile.a, tile.b, tile.c] where operand >= 0 { isNeeded[Int(operand)] = true }
      tiles.append((node, tile))
    }
    return tiles.reversed()
  }

  private var uses: [Int32] {
    var uses = [Int32](repeating: 0, count: graph.nodes.count)
    for output in outputs { uses[output] += 1 }
    for node in graph.nodes {
      for operand in node.operands { uses[operand] += 1 }
    }
    return uses
  }

  /// The nodes in the order of a walk down from each output, which keeps related work together.
  private var schedule: [Graph.Index] {
    var order: [Graph.Index] = []
    var isVisited = Array(repeating: false, count: graph.nodes.count)
    var stack: [(node: Graph.Index, isReady: Bool)] = []
    for output in outputs {
      stack.append((output, false))
      while let (node, isReady) = stack.popLast() {
        if isReady {
          order.append(node)
        } else if !isVisited[node] {
          isVisited[node] = true
          stack.append((node, true))
          for operand in graph[node].operands.reversed() where !isVisited[operand] {
            stack.append((operand, false))
          }
        }
      }
    }
    return order
  }
}
