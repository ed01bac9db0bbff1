extension Workspace {
  /// Where the lanes of a block evaluation lie: row after row of `count` numbers.
  struct Lanes {
    let count: Int
    /// One row a variable.
    let points: UnsafePointer<Double>
    /// One row a variable, or nil.
    let directions: UnsafePointer<Double>?
    /// One row an output, all but the last where `values` is given.
    let grid: UnsafeMutablePointer<Double>?
    /// The row of the last output.
    let values: UnsafeMutablePointer<Double>?
  }

  /// Runs the tape on all lanes: whole vectors in the caller's memory, the rest in a padded copy.
  mutating func run(_ tape: Tape, over lanes: Lanes) {
    let width = tape.blockLanes
    // Pointers to the registers, then the registers, on a whole cache line.
    reserve(tape.registers * (width + 1) + 8)
    withMemory { memory in
      let block = BlockMemory(memory, of: tape)
      let remainder = lanes.count % BlockRegisters.lanes
      let end = lanes.count - remainder
      for start in stride(from: 0, to: end, by: width) {
        block.point(at: lanes, from: start, of: tape)
        block.run(tape, lanes: min(width, end - start))
      }
      guard remainder > 0 else { return }
      block.pointAtOwnRegisters(of: tape)
      block.copyIn(lanes, from: end, of: tape)
      block.run(tape, lanes: BlockRegisters.lanes)
      block.copyOut(lanes, from: end, of: tape)
    }
  }
}

/// The registers of a block, and the table of where each register lies.
private struct BlockMemory {
  let table: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  let registers: UnsafeMutablePointer<Double>
  let width: Int

  @inline(__always)
  init(_ memory: UnsafeMutableRawPointer, of tape: Tape) {
    let count = tape.registers
    width = tape.blockLanes
    table = memory.bindMemory(to: UnsafeMutablePointer<Double>.self, capacity: count)
    registers = (memory + count * 8).alignedUp(toMultipleOf: 64)
      .bindMemory(to: Double.self, capacity: count * width)
    pointAtOwnRegisters(of: tape)
    for (index, constant) in tape.constants.enumerated() {
      table[tape.firstScratch + index].update(repeating: constant, count: width)
    }
  }

  @inline(__always)
  func pointAtOwnRegisters(of tape: Tape) {
    for register in 0..<tape.registers { table[register] = registers + register * width }
  }

  /// Lets the registers of inputs and outputs be the caller's own memory.
  @inline(__always)
  func point(at lanes: Workspace.Lanes, from start: Int, of tape: Tape) {
    for input in 0..<tape.firstOutput {
      table[input] = UnsafeMutablePointer(mutating: lanes.row(ofInput: input, tape) + start)
    }
    for output in 0..<tape.outputs {
      table[tape.firstOutput + output] = lanes.row(ofOutput: output, tape) + start
    }
  }

  func run(_ tape: Tape, lanes: Int) {
    tape.run(BlockRegisters(table: table, vectors: lanes / BlockRegisters.lanes))
  }

  func copyIn(_ lanes: Workspace.Lanes, from start: Int, of tape: Tape) {
    for input in 0..<tape.firstOutput {
      table[input].update(repeating: 0, count: BlockRegisters.lanes)
      table[input].update(
        from: lanes.row(ofInput: input, tape) + start, count: lanes.count - start)
    }
  }

  func copyOut(_ lanes: Workspace.Lanes, from start: Int, of tape: Tape) {
    for output in 0..<tape.outputs {
      (lanes.row(ofOutput: output, tape) + start)
        .update(from: table[tape.firstOutput + output], count: lanes.count - start)
    }
  }
}

extension Workspace.Lanes {
  @inline(__always)
  fileprivate func row(ofInput input: Int, _ tape: Tape) -> UnsafePointer<Double> {
    if input < tape.variables { return points + input * count }
    guard let directions else { preconditionFailure("the tape needs directions") }
    return directions + (input - tape.variables) * count
  }

  @inline(__always)
  fileprivate func row(ofOutput output: Int, _ tape: Tape) -> UnsafeMutablePointer<Double> {
    if let values, output == tape.outputs - 1 { return values }
    guard let grid else { preconditionFailure("no memory for output \(output)") }
    return grid + output * count
  }
}
