extension Workspace {
  /// Where the lanes of a block evaluation lie: row after row of `lanes` numbers.
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

  /// Runs the tape on all lanes, a block at a time.
  mutating func run(_ tape: Tape, over lanes: Lanes) {
    let width = Tape.blockLanes
    // Pointers to the registers, then the registers, on a whole cache line.
    let room = tape.registers * (width + 1) + 8
    reserve(room)
    withMemory { memory in
      let table = memory.bindMemory(to: UnsafeMutablePointer<Double>.self, capacity: tape.registers)
      let address = UInt(bitPattern: memory) + UInt(tape.registers * 8)
      let aligned = memory + Int((address + 63) / 64 * 64 - UInt(bitPattern: memory))
      let registers = aligned.bindMemory(to: Double.self, capacity: tape.registers * width)
      for register in 0..<tape.registers { table[register] = registers + register * width }
      for (index, constant) in tape.constants.enumerated() {
        table[tape.firstScratch + index].update(repeating: constant, count: width)
      }
      var start = 0
      while start + width <= lanes.count {
        lanes.point(table, of: tape, at: start)
        tape.run(BlockRegisters(table: table))
        start += width
      }
      guard start < lanes.count else { return }
      for register in 0..<tape.registers { table[register] = registers + register * width }
      lanes.copyIn(to: registers, of: tape, from: start)
      tape.run(BlockRegisters(table: table))
      lanes.copyOut(from: registers, of: tape, to: start)
    }
  }
}

extension Workspace.Lanes {
  /// Lets the registers of inputs and outputs be the caller's own memory.
  fileprivate func point(
    _ table: UnsafeMutablePointer<UnsafeMutablePointer<Double>>, of tape: Tape, at start: Int
  ) {
    for variable in 0..<tape.variables {
      table[variable] = UnsafeMutablePointer(mutating: points + variable * count + start)
    }
    if let directions {
      for variable in 0..<tape.directions {
        table[tape.variables + variable] =
          UnsafeMutablePointer(mutating: directions + variable * count + start)
      }
    }
    for output in 0..<tape.outputs {
      table[tape.firstOutput + output] = row(of: output, tape) + start
    }
  }

  private func row(of output: Int, _ tape: Tape) -> UnsafeMutablePointer<Double> {
    if let values, output == tape.outputs - 1 { return values }
    guard let grid else { preconditionFailure("no memory for output \(output)") }
    return grid + output * count
  }

  /// The lanes from `start` on, fewer than a block.
  fileprivate func copyIn(
    to registers: UnsafeMutablePointer<Double>, of tape: Tape, from start: Int
  ) {
    let width = Tape.blockLanes
    for variable in 0..<tape.variables {
      let register = registers + variable * width
      register.update(repeating: 0, count: width)
      register.update(from: points + variable * count + start, count: count - start)
    }
    guard let directions else { return }
    for variable in 0..<tape.directions {
      let register = registers + (tape.variables + variable) * width
      register.update(repeating: 0, count: width)
      register.update(from: directions + variable * count + start, count: count - start)
    }
  }

  fileprivate func copyOut(
    from registers: UnsafeMutablePointer<Double>, of tape: Tape, to start: Int
  ) {
    for output in 0..<tape.outputs {
      let register = registers + (tape.firstOutput + output) * Tape.blockLanes
      (row(of: output, tape) + start).update(from: register, count: count - start)
    }
  }
}
