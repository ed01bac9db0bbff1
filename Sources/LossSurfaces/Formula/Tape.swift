internal import CVectorMath

/// A compiled graph: instructions on numbered registers, for one point or a block of lanes.
///
/// The registers are, in order: the variables, the components of the direction, the outputs, and
/// the scratch registers, of which the first hold constants. Immutable; a class, so that a call
/// passes one reference instead of counting references to its arrays.
final class Tape: Sendable {
  let instructions: [Instruction]
  /// The same for blocks of lanes.
  let blockInstructions: [vector_math_instruction]
  let constants: [Double]
  let variables: Int
  /// 0, or as many as there are variables.
  let directions: Int
  let outputs: Int
  let registers: Int
  let firstOutput: Int
  let firstScratch: Int
  /// How many lanes one trip over the tape takes: enough to repay the decoding of instructions, few
  /// enough for the registers to stay in the nearest cache; whole vectors.
  let blockLanes: Int

  /// The scratch registers include those of the constants.
  init(
    instructions: [Instruction], constants: [Double], variables: Int, directions: Int,
    outputs: Int, scratch: Int
  ) {
    self.instructions = instructions
    blockInstructions = instructions.map { instruction in
      vector_math_instruction(
        opcode: instruction.opcode.rawValue, destination: instruction.destination,
        a: instruction.a, b: instruction.b, c: instruction.c, k: instruction.k, l: instruction.l)
    }
    self.constants = constants
    self.variables = variables
    self.directions = directions
    self.outputs = outputs
    firstOutput = variables + directions
    firstScratch = firstOutput + outputs
    registers = firstScratch + scratch
    blockLanes = min(256, max(32, 3072 / max(1, registers) / 8 * 8))
  }
}
