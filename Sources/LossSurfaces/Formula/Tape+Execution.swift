internal import ReproducibleMath

extension Tape {
  /// Runs the instructions on one point.
  func run(_ registers: PointRegisters) { execute(registers) }

  /// Runs the instructions on a block of lanes.
  func run(_ registers: BlockRegisters) { execute(registers) }

  @inline(__always)
  private func execute<Registers: RegisterFile>(_ registers: Registers) {
    instructions.withUnsafeBufferPointer { instructions in
      for position in instructions.indices { execute(instructions[position], registers) }
    }
  }

  @inline(__always)
  private func execute<Registers: RegisterFile>(
    _ instruction: Instruction, _ registers: Registers
  ) {
    typealias Lanes = Registers.Lanes
    let destination = registers.pointer(instruction.destination)
    let first = registers.pointer(instruction.a)

    @inline(__always) func unary(_ body: (Lanes) -> Lanes) {
      for vector in 0..<registers.vectors {
        registers.store(body(registers.load(first, vector)), destination, vector)
      }
    }
    @inline(__always) func scaled(_ body: (Lanes, Lanes) -> Lanes) {
      let k = Lanes(repeating: instruction.k)
      unary { body($0, k) }
    }
    @inline(__always) func affine(_ body: (Lanes, Lanes, Lanes) -> Lanes) {
      let (k, l) = (Lanes(repeating: instruction.k), Lanes(repeating: instruction.l))
      unary { body($0, k, l) }
    }
    @inline(__always) func binary(_ body: (Lanes, Lanes) -> Lanes) {
      let second = registers.pointer(instruction.b)
      for vector in 0..<registers.vectors {
        let result = body(registers.load(first, vector), registers.load(second, vector))
        registers.store(result, destination, vector)
      }
    }
    @inline(__always) func scaledBinary(_ body: (Lanes, Lanes, Lanes) -> Lanes) {
      let k = Lanes(repeating: instruction.k)
      binary { body($0, $1, k) }
    }
    @inline(__always) func ternary(_ body: (Lanes, Lanes, Lanes) -> Lanes) {
      let second = registers.pointer(instruction.b)
      let third = registers.pointer(instruction.c)
      for vector in 0..<registers.vectors {
        let result = body(
          registers.load(first, vector), registers.load(second, vector),
          registers.load(third, vector))
        registers.store(result, destination, vector)
      }
    }
    @inline(__always) func function(_ function: BlockFunction) {
      function(first, into: destination, count: registers.width)
    }

    switch instruction.opcode {
    case .copy: unary { $0 }
    case .fill: scaled { $1 }
    case .add: binary { $0 + $1 }
    case .subtract: binary { $0 - $1 }
    case .multiply: binary { $0 * $1 }
    case .divide: binary { $0 / $1 }
    case .negate: unary(Lanes.negated)
    case .addConstant: scaled { $0 + $1 }
    case .subtractFromConstant: scaled { $1 - $0 }
    case .scale: scaled { $1 * $0 }
    case .divideByConstant: scaled { $0 / $1 }
    case .divideConstant: scaled { $1 / $0 }
    case .multiplyAdd: ternary { $0 * $1 + $2 }
    case .multiplySubtract: ternary { $0 * $1 - $2 }
    case .subtractProduct: ternary { $2 - $0 * $1 }
    case .productPlusConstant: scaledBinary { $0 * $1 + $2 }
    case .constantMinusProduct: scaledBinary { $2 - $0 * $1 }
    case .scaleAdd: scaledBinary { $2 * $0 + $1 }
    case .scaleSubtract: scaledBinary { $2 * $0 - $1 }
    case .scalePlusConstant: affine { $1 * $0 + $2 }
    case .linear:
      let l = Lanes(repeating: instruction.l)
      scaledBinary { $2 * $0 + l * $1 }
    case .scaledProduct: scaledBinary { $2 * ($0 * $1) }
    case .scaledSum: scaledBinary { $2 * ($0 + $1) }
    case .scaledDifference: scaledBinary { $2 * ($0 - $1) }
    case .scaledShift: affine { $1 * ($0 + $2) }
    case .scaledReverse: affine { $1 * ($2 - $0) }
    case .scaledProductAdd:
      let k = Lanes(repeating: instruction.k)
      ternary { k * ($0 * $1) + $2 }
    case .scaledProductSubtract:
      let k = Lanes(repeating: instruction.k)
      ternary { k * ($0 * $1) - $2 }
    case .tripleProduct: ternary { $0 * $1 * $2 }
    case .sumTimes: ternary { ($0 + $1) * $2 }
    case .differenceTimes: ternary { ($0 - $1) * $2 }
    case .shiftTimes: scaledBinary { ($0 + $2) * $1 }
    case .constantMinusTimes: scaledBinary { ($2 - $0) * $1 }
    case .sumOfThree: ternary { $0 + $1 + $2 }
    case .addSubtract: ternary { $0 + $1 - $2 }
    case .subtractAdd: ternary { $0 - $1 + $2 }
    case .subtractSubtract: ternary { $0 - $1 - $2 }
    case .squaredSum: binary { ($0 + $1) * ($0 + $1) }
    case .squaredDifference: binary { ($0 - $1) * ($0 - $1) }
    case .squaredShift: scaled { ($0 + $1) * ($0 + $1) }
    case .quotientOrZero: binary(Lanes.quotientOrZero)
    case .root: unary(Lanes.root)
    case .absolute: unary(Lanes.absolute)
    case .sign: unary(Lanes.sign)
    case .floor: unary(Lanes.floor)
    case .minimum: binary(Lanes.minimum)
    case .maximum: binary(Lanes.maximum)
    case .less: binary(Lanes.less)
    case .lessOrEqual: binary(Lanes.lessOrEqual)
    case .equal: binary(Lanes.equal)
    case .both: binary { $0 * $1 }
    case .either: binary(Lanes.either)
    case .not: unary(Lanes.not)
    case .select: ternary(Lanes.select)
    case .power:
      BlockFunction.pow(
        first, registers.pointer(instruction.b), into: destination, count: registers.width)
    case .arctangent2:
      BlockFunction.atan2(
        first, registers.pointer(instruction.b), into: destination, count: registers.width)
    case .exp: function(.exp)
    case .log: function(.log)
    case .sin: function(.sin)
    case .cos: function(.cos)
    case .tan: function(.tan)
    case .asin: function(.asin)
    case .acos: function(.acos)
    case .atan: function(.atan)
    case .sinh: function(.sinh)
    case .cosh: function(.cosh)
    case .tanh: function(.tanh)
    case .cbrt: function(.cbrt)
    case .erf: function(.erf)
    }
  }
}
