/// A compiled graph: instructions on numbered registers, for one point or a block of lanes.
///
/// The registers are, in order: the variables, the components of the direction, the outputs, and
/// the scratch registers, of which the first hold constants.
struct Tape: Sendable {
  let instructions: [Instruction]
  let variables: Int
  /// 0, or as many as there are variables.
  let directions: Int
  let outputs: Int
  let constants: [Double]
  /// Constants included.
  let scratch: Int

  /// How many lanes one trip over the tape takes: enough to repay the decoding of an instruction,
  /// few enough for the registers to stay in the nearest cache.
  static let blockLanes = 64

  var registers: Int { variables + directions + outputs + scratch }
  var firstOutput: Int { variables + directions }
  var firstScratch: Int { variables + directions + outputs }
}
