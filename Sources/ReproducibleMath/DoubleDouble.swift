/// A number kept to twice the precision of a `Double`, as the sum of a high and a low part.
///
/// Libraries compute βᵗ with a power function at each step. Multiplying in double-double arithmetic
/// gives the same correctly rounded bits for one product a step, and calls no platform library.
/// T. J. Dekker, "A floating-point technique for extending the available precision", 1971.
public struct DoubleDouble: Sendable, Hashable, Codable {
  @usableFromInline var high: Double
  @usableFromInline var low: Double

  @inlinable public init(_ value: Double) {
    high = value
    low = 0
  }

  @inlinable public var value: Double { high }

  /// A product below 10⁻²⁸⁰ becomes zero: arithmetic on what follows it, numbers without a leading
  /// bit, is a hundred times slower, and 1 − βᵗ is 1 long before.
  @inlinable public mutating func multiply(by factor: Double) {
    let product = high * factor
    guard abs(product) > 1e-280 else {
      (high, low) = (0, 0)
      return
    }
    let (a, b) = Self.split(high)
    let (c, d) = Self.split(factor)
    let error = ((a * c - product) + a * d + b * c) + b * d + low * factor
    high = product + error
    low = error - (high - product)
  }

  private mutating func square() {
    let product = high * high
    let (a, b) = Self.split(high)
    let error = ((a * a - product) + 2 * a * b) + b * b + 2 * high * low
    let sum = product + error
    low = error - (sum - product)
    high = sum
  }

  /// Two halves of 26 bits each, whose products are exact.
  @inlinable @inline(__always) static func split(_ number: Double) -> (Double, Double) {
    let scaled = 134_217_729 * number
    let high = scaled - (scaled - number)
    return (high, number - high)
  }

  /// `base` raised to a whole `exponent` ≥ 0, by repeated squaring, correctly rounded.
  public static func power(_ base: Double, _ exponent: Int) -> Double {
    precondition(exponent >= 0)
    var result = DoubleDouble(1)
    for bit in stride(from: Int.bitWidth - 1 - exponent.leadingZeroBitCount, through: 0, by: -1) {
      result.square()
      if exponent >> bit & 1 == 1 { result.multiply(by: base) }
    }
    return result.value
  }
}
