/// A hash of numbers by their bits, the same on every machine (FNV-1a, 64 bits).
struct PathHash: Sendable, Hashable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// All NaNs count as one: their sign and payload differ between processors.
  mutating func combine(_ number: Double) {
    let bits = number.isNaN ? Double.nan.bitPattern : number.bitPattern
    for shift in stride(from: 0, to: 64, by: 8) {
      combine(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
  }

  mutating func combine(_ text: some StringProtocol) {
    for byte in text.utf8 { combine(byte) }
  }

  private mutating func combine(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// Sixteen digits.
  var text: String { Self.digits(value, 16) }

  /// Six digits, all bits folded together.
  var short: String { Self.digits((value >> 48) ^ (value >> 24 ^ value) & 0xFF_FFFF, 6) }

  private static func digits(_ value: UInt64, _ count: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: count - digits.count) + digits
  }
}
