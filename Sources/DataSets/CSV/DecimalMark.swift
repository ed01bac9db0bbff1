/// What stands between the whole and the fraction of a number.
public enum DecimalMark: String, Sendable, Hashable, Codable {
  /// 1234.5
  case point
  /// 1234,5 or 1.234,5
  case comma

  /// Reads the decimal number that `bytes` spell in full; nil if they spell none, or not a finite one.
  func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    switch self {
    case .point:
      return Self.number(plain: bytes)
    case .comma:
      guard let plain = Self.withoutCommas(bytes) else { return nil }
      return Self.number(plain: plain[...])
    }
  }

  /// 1.234.567,89 as 1234567.89; nil if a point stands elsewhere than between groups of three digits.
  private static func withoutCommas(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let point = UInt8(ascii: "."), comma = UInt8(ascii: ",")
    let whole = bytes.prefix { $0 != comma }
    let rest = bytes.dropFirst(whole.count)
    guard !rest.contains(point) else { return nil }
    var plain: [UInt8] = []
    if whole.contains(point) {
      let groups = whole.split(separator: point, omittingEmptySubsequences: false)
      let first = groups[0].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      guard (1...3).contains(first.count), first.allSatisfy(\.isDigit),
        groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isDigit) })
      else { return nil }
      for group in groups { plain += group }
    } else {
      plain += whole
    }
    return plain + rest.map { $0 == comma ? point : $0 }
  }

  /// Digits and powers that a `Double` holds exactly need one rounding only; the rest goes through
  /// the standard library.
  private static func number(plain bytes: ArraySlice<UInt8>) -> Double? {
    var digits: UInt64 = 0
    var digitCount = 0
    var fractionDigits = 0
    var seenPoint = false
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case _ where byte.isDigit:
        digitCount += 1
        if seenPoint { fractionDigits += 1 }
        if digitCount > 15 { return viaLibrary(bytes) }
        digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "."):
        if seenPoint { return nil }
        seenPoint = true
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        if offset > 0 { return nil }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        return viaLibrary(bytes)
      default:
        return nil
      }
    }
    guard digitCount > 0 else { return nil }
    let magnitude = Double(digits) / powersOfTen[fractionDigits]
    return bytes.first == UInt8(ascii: "-") ? -magnitude : magnitude
  }

  private static func viaLibrary(_ bytes: ArraySlice<UInt8>) -> Double? {
    // The library also reads "0x1p3", "inf" and "nan".
    let allowed = bytes.allSatisfy { byte in
      byte.isDigit || [".", "-", "+", "e", "E"].contains { byte == UInt8(ascii: $0) }
    }
    guard allowed, let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite
    else { return nil }
    return number
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
