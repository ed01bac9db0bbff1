public import CVectorMath

/// A number that an optimizer or a network computes with: `Float` or `Double`.
///
/// Only operations whose result has the same bits on every machine: the processor's + − × ÷ √, and
/// SLEEF's deterministic functions for the rest (a `Float` goes through `Double`).
public protocol Real: BinaryFloatingPoint, Sendable, Codable {
  init(_ number: Double)
  var double: Double { get }
  /// The correctly rounded square root, in a form that vectorises.
  static func root(_ number: Self) -> Self
  /// `number / divisor` for a divisor that many numbers share: correctly rounded in `Double`, within
  /// one unit in the last place in `Float`, whose loops would wait for the divider.
  ///
  /// Neither the numbers nor the divisor are negative; numbers are 0 or above 10⁻²⁴⁰, divisors within
  /// 10⁻³⁰ and 1.
  static func quotient(_ number: Self, by divisor: Double, reciprocal: Double) -> Self
}

extension Double: Real {
  @inlinable @inline(__always) public var double: Double { self }
  @inlinable @inline(__always) public static func root(_ number: Double) -> Double {
    vector_math_sqrt(number)
  }
  @inlinable @inline(__always) public static func quotient(
    _ number: Double, by divisor: Double, reciprocal: Double
  ) -> Double { vector_math_divide(number, divisor, reciprocal) }
}

extension Float: Real {
  @inlinable @inline(__always) public var double: Double { Double(self) }
  @inlinable @inline(__always) public static func root(_ number: Float) -> Float {
    vector_math_sqrtf(number)
  }
  @inlinable @inline(__always) public static func quotient(
    _ number: Float, by divisor: Double, reciprocal: Double
  ) -> Float { number * Float(reciprocal) }
}

extension Real {
  /// −1, 0 or 1; NaN stays NaN.
  @inlinable @inline(__always) public var signum: Self {
    self > 0 ? 1 : (self < 0 ? -1 : (self == 0 ? 0 : self))
  }

  @inlinable public static func exponential(_ number: Self) -> Self {
    Self(BlockFunction.exp(number.double))
  }

  @inlinable public static func logarithm(_ number: Self) -> Self {
    Self(BlockFunction.log(number.double))
  }

  @inlinable public static func hyperbolicTangent(_ number: Self) -> Self {
    Self(BlockFunction.tanh(number.double))
  }

  @inlinable public static func cubeRoot(_ number: Self) -> Self {
    Self(BlockFunction.cbrt(number.double))
  }

  @inlinable public static func power(_ base: Self, _ exponent: Self) -> Self {
    Self(BlockFunction.pow(base.double, exponent.double))
  }
}
