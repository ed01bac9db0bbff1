internal import CVectorMath
internal import ReproducibleMath

extension Tape {
  /// Runs the instructions on `lanes` numbers a register, a multiple of 8.
  @inline(__always)
  func run(
    _ registers: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>, lanes: Int
  ) {
    blockInstructions.withUnsafeBufferPointer { instructions in
      guard let first = instructions.baseAddress else { return }
      vector_math_run(first, instructions.count, registers, lanes)
    }
  }

  /// Runs the instructions on one point, with one number a register.
  func run(_ registers: UnsafeMutablePointer<Double>) {
    instructions.withUnsafeBufferPointer { instructions in
      for position in instructions.indices { execute(instructions[position], registers) }
    }
  }

  @inline(__always)
  private func execute(_ instruction: Instruction, _ registers: UnsafeMutablePointer<Double>) {
    let destination = registers + Int(instruction.destination)
    let first = registers + Int(instruction.a)

    @inline(__always) func unary(_ body: (Double) -> Double) {
      destination.pointee = body(first.pointee)
    }
    @inline(__always) func scaled(_ body: (Double, Double) -> Double) {
      destination.pointee = body(first.pointee, instruction.k)
    }
    @inline(__always) func affine(_ body: (Double, Double, Double) -> Double) {
      destination.pointee = body(first.pointee, instruction.k, instruction.l)
    }
    @inline(__always) func binary(_ body: (Double, Double) -> Double) {
      destination.pointee = body(first.pointee, registers[Int(instruction.b)])
    }
    @inline(__always) func scaledBinary(_ body: (Double, Double, Double) -> Double) {
      destination.pointee = body(first.pointee, registers[Int(instruction.b)], instruction.k)
    }
    @inline(__always) func ternary(_ body: (Double, Double, Double) -> Double) {
      destination.pointee = body(
        first.pointee, registers[Int(instruction.b)], registers[Int(instruction.c)])
    }
    @inline(__always) func function(_ function: BlockFunction) {
      function(first, into: destination, count: 1)
    }

    switch instruction.opcode {
    case .copy: unary { $0 }
    case .fill: scaled { $1 }
    case .add: binary { $0 + $1 }
    case .subtract: binary { $0 - $1 }
    case .multiply: binary { $0 * $1 }
    case .divide: binary { $0 / $1 }
    case .negate: unary { -$0 }
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
      let l = instruction.l
      scaledBinary { $2 * $0 + l * $1 }
    case .scaledProduct: scaledBinary { $2 * ($0 * $1) }
    case .scaledSum: scaledBinary { $2 * ($0 + $1) }
    case .scaledDifference: scaledBinary { $2 * ($0 - $1) }
    case .scaledShift: affine { $1 * ($0 + $2) }
    case .scaledReverse: affine { $1 * ($2 - $0) }
    case .scaledProductAdd:
      let k = instruction.k
      ternary { k * ($0 * $1) + $2 }
    case .scaledProductSubtract:
      let k = instruction.k
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
    case .quotientOrZero: binary(Operations.quotientOrZero)
    case .root: unary(Double.root)
    case .absolute: unary { abs($0) }
    case .sign: unary(Operations.sign)
    case .floor: unary { $0.rounded(.down) }
    case .minimum: binary(Operations.minimum)
    case .maximum: binary(Operations.maximum)
    case .less: binary(Operations.less)
    case .lessOrEqual: binary(Operations.lessOrEqual)
    case .equal: binary(Operations.equal)
    case .both: binary { $0 * $1 }
    case .either: binary(Operations.either)
    case .not: unary(Operations.not)
    case .select: ternary(Operations.select)
    case .power:
      BlockFunction.pow(first, registers + Int(instruction.b), into: destination, count: 1)
    case .arctangent2:
      BlockFunction.atan2(first, registers + Int(instruction.b), into: destination, count: 1)
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
