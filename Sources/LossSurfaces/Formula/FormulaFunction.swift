/// The functions that a formula may call.
public enum FormulaFunction: String, CaseIterable, Sendable {
  case sqrt, cbrt, exp, log, log2, log10
  case sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh
  case abs, sign, floor, min, max, norm, erf

  /// How many arguments it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .atan2: 2...2
    case .min, .max: 2...64
    case .norm: 1...64
    default: 1...1
    }
  }

  /// Other names of the same function.
  static func named(_ name: String) -> FormulaFunction? {
    switch name {
    case "ln": .log
    case "hypot": .norm
    default: FormulaFunction(rawValue: name)
    }
  }

  static var names: [String] { allCases.map(\.rawValue) + ["ln", "hypot"] }
}
