internal import ReproducibleMath

/// What an instruction computes with: one number, or a vector of lanes.
///
/// Each operation gives a lane the same bits in a vector as alone. Conditions are 1 and 0.
protocol LaneVector {
  init(repeating number: Double)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  /// With the sign of zero changed too.
  static func negated(_ a: Self) -> Self
  static func root(_ a: Self) -> Self
  static func absolute(_ a: Self) -> Self
  static func floor(_ a: Self) -> Self
  static func less(_ a: Self, _ b: Self) -> Self
  static func lessOrEqual(_ a: Self, _ b: Self) -> Self
  static func equal(_ a: Self, _ b: Self) -> Self
  /// `a` where the condition holds, else `b`.
  static func select(_ condition: Self, _ a: Self, _ b: Self) -> Self
}

extension LaneVector {
  /// −1, 0 or 1; NaN stays NaN.
  @inline(__always) static func sign(_ a: Self) -> Self {
    let zero = Self(repeating: 0)
    let sign = less(zero, a) - less(a, zero)
    return select(equal(a, a), sign, a)
  }

  /// The lesser; NaN where either is.
  @inline(__always) static func minimum(_ a: Self, _ b: Self) -> Self {
    select(less(a, b), a, select(lessOrEqual(b, a), b, a + b))
  }

  @inline(__always) static func maximum(_ a: Self, _ b: Self) -> Self {
    select(less(b, a), a, select(lessOrEqual(a, b), b, a + b))
  }

  @inline(__always) static func quotientOrZero(_ a: Self, _ b: Self) -> Self {
    let zero = Self(repeating: 0)
    return select(equal(b, zero), zero, a / b)
  }

  @inline(__always) static func not(_ a: Self) -> Self { Self(repeating: 1) - a }
  @inline(__always) static func either(_ a: Self, _ b: Self) -> Self { a + b - a * b }
}

extension Double: LaneVector {
  @inline(__always) init(repeating number: Double) { self = number }
  @inline(__always) static func negated(_ a: Double) -> Double { -a }
  @inline(__always) static func absolute(_ a: Double) -> Double { abs(a) }
  @inline(__always) static func floor(_ a: Double) -> Double { a.rounded(.down) }
  @inline(__always) static func less(_ a: Double, _ b: Double) -> Double { a < b ? 1 : 0 }
  @inline(__always) static func lessOrEqual(_ a: Double, _ b: Double) -> Double { a <= b ? 1 : 0 }
  @inline(__always) static func equal(_ a: Double, _ b: Double) -> Double { a == b ? 1 : 0 }
  @inline(__always) static func select(_ condition: Double, _ a: Double, _ b: Double) -> Double {
    condition != 0 ? a : b
  }
}

extension SIMD8<Double>: LaneVector {
  @inline(__always) private static var one: Self { Self(repeating: 1) }
  @inline(__always) private static var zero: Self { Self(repeating: 0) }

  @inline(__always) static func root(_ a: Self) -> Self {
    var roots = Self()
    for lane in 0..<8 { roots[lane] = Double.root(a[lane]) }
    return roots
  }

  // The standard library's −a is 0 − a, which makes −0 of no zero.
  @inline(__always) static func negated(_ a: Self) -> Self {
    let sign = SIMD8<UInt64>(repeating: 0x8000_0000_0000_0000)
    return unsafeBitCast(unsafeBitCast(a, to: SIMD8<UInt64>.self) ^ sign, to: Self.self)
  }

  @inline(__always) static func absolute(_ a: Self) -> Self {
    let mask = SIMD8<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF)
    let bits = unsafeBitCast(a, to: SIMD8<UInt64>.self) & mask
    return unsafeBitCast(bits, to: Self.self)
  }

  @inline(__always) static func floor(_ a: Self) -> Self { a.rounded(.down) }

  @inline(__always) static func less(_ a: Self, _ b: Self) -> Self {
    zero.replacing(with: one, where: a .< b)
  }

  @inline(__always) static func lessOrEqual(_ a: Self, _ b: Self) -> Self {
    zero.replacing(with: one, where: a .<= b)
  }

  @inline(__always) static func equal(_ a: Self, _ b: Self) -> Self {
    zero.replacing(with: one, where: a .== b)
  }

  @inline(__always) static func select(_ condition: Self, _ a: Self, _ b: Self) -> Self {
    b.replacing(with: a, where: condition .!= zero)
  }
}
