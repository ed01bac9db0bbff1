/// A positive number as decimal digits: 0.d₁d₂d₃… × 10^exponent.
struct DecimalDigits {
  var digits: [UInt8]
  var exponent: Int

  /// The fewest digits that read back to the same number; `number` must be finite and positive.
  init(_ number: Double) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let text = Array("\(number)".utf8)
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"):
        exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
        index = text.count
      case let digit: digits.append(digit - UInt8(ascii: "0"))
      }
      index += 1
    }
    exponent += point ?? digits.count
    let zeros = digits.prefix { $0 == 0 }.count
    self.digits = Array(digits.dropFirst(zeros))
    self.exponent = exponent - zeros
    trim()
  }

  /// Keeps `count` digits, rounding half away from zero.
  mutating func round(to count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      return
    }
    let isUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if isUp { increment() }
    trim()
  }

  private mutating func increment() {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    exponent += 1
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }

  /// The digit that counts 10^`power`.
  func digit(_ power: Int) -> UInt8 {
    let index = exponent - 1 - power
    return digits.indices.contains(index) ? digits[index] : 0
  }

  /// The power of ten of the first digit.
  var magnitude: Int { exponent - 1 }
}
