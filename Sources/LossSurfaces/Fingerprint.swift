/// A hash that is the same on every machine and in every release.
///
/// FNV-1a with 64 bits; G. Fowler, L. C. Noll, K.-P. Vo, 1991.
struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ text: String) {
    for byte in text.utf8 { combine(byte) }
    // Ends the text, so that "ab", "c" differs from "a", "bc".
    combine(UInt8(0xFF))
  }

  mutating func combine(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      combine(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  private mutating func combine(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}

extension Formula {
  /// The same for the same formula with the same parameters in the same variables.
  public var fingerprint: UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.combine(canonicalText)
    for parameter in vocabulary.parameters {
      fingerprint.combine(parameter.name)
      fingerprint.combine(parameter.value.bitPattern)
    }
    for table in vocabulary.tables {
      fingerprint.combine(table.name)
      fingerprint.combine(UInt64(table.columns ?? 0))
      for value in table.values { fingerprint.combine(value.bitPattern) }
    }
    for part in canonicalParts { fingerprint.combine(part) }
    switch variables {
    case .named(let names):
      for name in names { fingerprint.combine(name) }
    case .vector(let name, let count):
      fingerprint.combine(name)
      fingerprint.combine(UInt64(count))
    }
    return fingerprint.value
  }
}
