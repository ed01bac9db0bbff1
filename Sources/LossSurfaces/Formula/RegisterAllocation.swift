/// Gives each computed node a register, and takes it back after the node's last use.
struct RegisterAllocation {
  private(set) var constants: [Double] = []
  private(set) var scratch = 0
  private let graph: Graph
  private let outputs: [Graph.Index]
  private let variables: Int
  private let directions: Int
  private var registers: [Int32]
  private var lastUses: [Int]
  private var free: [Int32] = []

  init(outputs: [Graph.Index], graph: Graph, variables: Int, directions: Int) {
    self.graph = graph
    self.outputs = outputs
    self.variables = variables
    self.directions = directions
    registers = Array(repeating: -1, count: graph.nodes.count)
    lastUses = Array(repeating: -1, count: graph.nodes.count)
  }

  mutating func assign(_ tiles: [(node: Graph.Index, tile: Instruction)]) -> [Instruction] {
    placeInputs()
    let repeated = placeOutputs()
    for (position, (_, tile)) in tiles.enumerated() {
      for operand in [tile.a, tile.b, tile.c] where operand >= 0 {
        lastUses[Int(operand)] = position
        placeConstant(Int(operand))
      }
    }
    var instructions: [Instruction] = []
    for (position, (node, tile)) in tiles.enumerated() {
      var instruction = tile
      instruction.a = register(of: tile.a)
      instruction.b = register(of: tile.b)
      instruction.c = register(of: tile.c)
      release(tile, at: position)
      instruction.destination = destination(of: node)
      instructions.append(instruction)
    }
    return instructions + repeated.map { copy($0.node, into: $0.output) }
  }

  private var firstOutput: Int { variables + directions }
  private var firstScratch: Int { variables + directions + outputs.count }

  private mutating func placeInputs() {
    for (index, node) in graph.nodes.enumerated() {
      switch node.operation {
      case .variable: registers[index] = Int32(node.payload)
      case .direction: registers[index] = Int32(variables) + Int32(node.payload)
      default: break
      }
    }
  }

  /// Computed outputs are computed in place; the others (inputs, constants, the same output twice)
  /// are copied at the end.
  private mutating func placeOutputs() -> [(output: Int, node: Graph.Index)] {
    var copied: [(output: Int, node: Graph.Index)] = []
    for (output, node) in outputs.enumerated() {
      if registers[node] >= 0 || graph.constant(at: node) != nil {
        copied.append((output, node))
      } else {
        registers[node] = Int32(firstOutput + output)
      }
    }
    return copied
  }

  /// A constant that no instruction has within itself takes a register of its own.
  private mutating func placeConstant(_ node: Graph.Index) {
    guard registers[node] < 0, let constant = graph.constant(at: node) else { return }
    registers[node] = Int32(firstScratch + scratch)
    constants.append(constant)
    scratch += 1
  }

  private func register(of node: Int32) -> Int32 { node < 0 ? 0 : registers[Int(node)] }

  private mutating func release(_ tile: Instruction, at position: Int) {
    for operand in Set([tile.a, tile.b, tile.c]).sorted() where operand >= 0 {
      let (node, register) = (Int(operand), registers[Int(operand)])
      guard lastUses[node] == position, register >= firstScratch + constants.count else { continue }
      free.append(register)
    }
  }

  private mutating func destination(of node: Graph.Index) -> Int32 {
    if registers[node] >= 0 { return registers[node] }
    if let register = free.popLast() {
      registers[node] = register
    } else {
      registers[node] = Int32(firstScratch + scratch)
      scratch += 1
    }
    return registers[node]
  }

  private func copy(_ node: Graph.Index, into output: Int) -> Instruction {
    var instruction =
      graph.constant(at: node).map { Instruction(.fill, k: $0) } ?? Instruction(.copy)
    instruction.a = max(0, registers[node])
    instruction.b = 0
    instruction.c = 0
    instruction.destination = Int32(firstOutput + output)
    return instruction
  }
}
