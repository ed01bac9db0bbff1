extension Tiling {
  /// The instruction that does one operation alone.
  static func opcode(of operation: Graph.Operation) -> Instruction.Opcode {
    switch operation {
    case .constant: .fill
    case .variable, .direction: .copy
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .negate: .negate
    case .power, .generalPower: .power
    case .quotientOrZero: .quotientOrZero
    case .root: .root
    case .absolute: .absolute
    case .sign: .sign
    case .floor: .floor
    case .minimum: .minimum
    case .maximum: .maximum
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    case .both: .both
    case .either: .either
    case .not: .not
    case .select: .select
    case .arctangent2: .arctangent2
    case .exp: .exp
    case .log: .log
    case .sin: .sin
    case .cos: .cos
    case .tan: .tan
    case .asin: .asin
    case .acos: .acos
    case .atan: .atan
    case .sinh: .sinh
    case .cosh: .cosh
    case .tanh: .tanh
    case .cbrt: .cbrt
    case .erf: .erf
    }
  }
}
