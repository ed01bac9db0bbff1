internal import ReproducibleMath

/// Arithmetic on constants, with the operations that the tape would use.
extension Graph {
  static func fold(_ operation: Operation, _ x: Double) -> Double? {
    switch operation {
    case .root: Double.root(x)
    case .absolute: abs(x)
    case .sign: x.signum
    case .floor: x.rounded(.down)
    case .not: x == 0 ? 1 : 0
    default: function(of: operation).map { $0(x) }
    }
  }

  static func fold(_ operation: Operation, _ x: Double, _ y: Double) -> Double? {
    switch operation {
    case .minimum: x < y ? x : y <= x ? y : x + y
    case .maximum: x > y ? x : y >= x ? y : x + y
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .equal: x == y ? 1 : 0
    case .both: x * y
    case .either: x != 0 || y != 0 ? 1 : 0
    default: nil
    }
  }

  /// The function that works on whole blocks.
  static func function(of operation: Operation) -> BlockFunction? {
    switch operation {
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
    default: nil
    }
  }

  /// The greatest whole exponent that is worked out by multiplication.
  static let greatestMultiplied = 64.0

  /// Powers of constants, in the same order of multiplications as on the tape.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    let magnitude = abs(exponent)
    if magnitude <= greatestMultiplied, magnitude == magnitude.rounded() {
      let power = wholePower(base, Int(magnitude))
      return exponent < 0 ? 1 / power : power
    }
    return BlockFunction.pow(base, exponent)
  }

  private static func wholePower(_ base: Double, _ exponent: Int) -> Double {
    if exponent == 0 { return 1 }
    if exponent % 2 == 1 {
      return exponent == 1 ? base : wholePower(base, exponent - 1) * base
    }
    let half = wholePower(base, exponent / 2)
    return half * half
  }
}
