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
    var preparation = prepared
    withMemory { memory in
      let wanted = Preparation(
        tape: ObjectIdentifier(tape), address: UInt(bitPattern: memory))
      let block = BlockMemory(memory, of: tape, isPrepared: preparation == wanted)
      preparation = wanted
      let remainder = lanes.count % BlockMemory.vectorLanes
      let end = lanes.count - remainder
      var start = 0
      while start < end {
        block.point(at: lanes, from: start, of: tape)
        tape.run(block.table, lanes: min(width, end - start))
        start += width
      }
      guard remainder > 0 else { return }
      block.pointAtOwnRegisters(0..<tape.firstScratch)
      block.copyIn(lanes, from: end, of: tape)
      tape.run(block.table, lanes: BlockMemory.vectorLanes)
      block.copyOut(lanes, from: end, of: tape)
    }
    prepared = preparation
  }
}

/// The registers of a block, and the table of where each register lies.
private struct BlockMemory {
  let table: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
  let registers: UnsafeMutablePointer<Double>
  let width: Int

  /// Lanes come in whole vectors of this length.
  static let vectorLanes = 8

  /// - Parameter isPrepared: whether the constants of the same tape are still in their registers.
  @inline(__always)
  init(_ memory: UnsafeMutableRawPointer, of tape: Tape, isPrepared: Bool) {
    let count = tape.registers
    width = tape.blockLanes
    table = memory.bindMemory(to: UnsafeMutablePointer<Double>?.self, capacity: count)
    registers = (memory + count * 8).alignedUp(toMultipleOf: 64)
      .bindMemory(to: Double.self, capacity: count * width)
    pointAtOwnRegisters(tape.firstScratch..<count)
    guard !isPrepared else { return }
    for (index, constant) in tape.constants.enumerated() {
      (registers + (tape.firstScratch + index) * width).update(repeating: constant, count: width)
    }
  }

  @inline(__always)
  func pointAtOwnRegisters(_ range: Range<Int>) {
    for register in range { table[register] = registers + register * width }
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

  func copyIn(_ lanes: Workspace.Lanes, from start: Int, of tape: Tape) {
    for input in 0..<tape.firstOutput {
      let register = registers + input * width
      register.update(repeating: 0, count: Self.vectorLanes)
      register.update(from: lanes.row(ofInput: input, tape) + start, count: lanes.count - start)
    }
  }

  func copyOut(_ lanes: Workspace.Lanes, from start: Int, of tape: Tape) {
    for output in 0..<tape.outputs {
      (lanes.row(ofOutput: output, tape) + start)
        .update(from: registers + (tape.firstOutput + output) * width, count: lanes.count - start)
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
