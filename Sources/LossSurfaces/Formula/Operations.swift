/// What instructions compute beside + − × ÷ √ on one number; CVectorMath does the same to lanes.
///
/// Conditions are 1 and 0.
enum Operations {
  @inline(__always) static func less(_ a: Double, _ b: Double) -> Double { a < b ? 1 : 0 }
  @inline(__always) static func lessOrEqual(_ a: Double, _ b: Double) -> Double { a <= b ? 1 : 0 }
  @inline(__always) static func equal(_ a: Double, _ b: Double) -> Double { a == b ? 1 : 0 }
  @inline(__always) static func not(_ a: Double) -> Double { 1 - a }
  @inline(__always) static func either(_ a: Double, _ b: Double) -> Double { a + b - a * b }

  @inline(__always) static func select(_ condition: Double, _ a: Double, _ b: Double) -> Double {
    condition != 0 ? a : b
  }

  /// −1, 0 or 1; NaN stays NaN.
  @inline(__always) static func sign(_ a: Double) -> Double {
    a == a ? less(0, a) - less(a, 0) : a
  }

  /// The lesser; NaN where either is.
  @inline(__always) static func minimum(_ a: Double, _ b: Double) -> Double {
    a < b ? a : (b <= a ? b : a + b)
  }

  @inline(__always) static func maximum(_ a: Double, _ b: Double) -> Double {
    b < a ? a : (a <= b ? b : a + b)
  }

  @inline(__always) static func quotientOrZero(_ a: Double, _ b: Double) -> Double {
    b == 0 ? 0 : a / b
  }
}
