/// What the words of the formula language are made of.
extension Graph {
  mutating func call(_ function: FormulaFunction, _ arguments: [Index]) -> Index {
    let a = arguments[0]
    switch function {
    case .sqrt: return unary(.root, a)
    case .log2: return divide(unary(.log, a), constant(0.6931471805599453))
    case .log10: return divide(unary(.log, a), constant(2.302585092994046))
    case .min: return arguments.dropFirst().reduce(a) { binary(.minimum, $0, $1) }
    case .max: return arguments.dropFirst().reduce(a) { binary(.maximum, $0, $1) }
    case .norm:
      let squares = arguments.map { multiply($0, $0) }
      return unary(.root, squares.dropFirst().reduce(squares[0]) { add($0, $1) })
    case .atan2: return binary(.arctangent2, a, arguments[1])
    case .cbrt: return unary(.cbrt, a)
    case .exp: return unary(.exp, a)
    case .log: return unary(.log, a)
    case .sin: return unary(.sin, a)
    case .cos: return unary(.cos, a)
    case .tan: return unary(.tan, a)
    case .asin: return unary(.asin, a)
    case .acos: return unary(.acos, a)
    case .atan: return unary(.atan, a)
    case .sinh: return unary(.sinh, a)
    case .cosh: return unary(.cosh, a)
    case .tanh: return unary(.tanh, a)
    case .abs: return unary(.absolute, a)
    case .sign: return unary(.sign, a)
    case .floor: return unary(.floor, a)
    case .erf: return unary(.erf, a)
    }
  }

  mutating func compare(_ comparison: SyntaxTree.Comparison, _ a: Index, _ b: Index) -> Index {
    switch comparison {
    case .less: binary(.less, a, b)
    case .lessOrEqual: binary(.lessOrEqual, a, b)
    case .greater: binary(.less, b, a)
    case .greaterOrEqual: binary(.lessOrEqual, b, a)
    case .equal: binary(.equal, a, b)
    case .notEqual: not(binary(.equal, a, b))
    }
  }
}
