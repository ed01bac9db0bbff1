/// How numbers are written in a picture's language.
public struct NumberFormat: Hashable, Sendable {
  public var decimalSeparator: String
  /// Between groups of three digits of numbers from 10 000 on.
  public var groupSeparator: String

  public init(decimalSeparator: String = ".", groupSeparator: String = "\u{202F}") {
    self.decimalSeparator = decimalSeparator
    self.groupSeparator = groupSeparator
  }

  static let minus = "\u{2212}"

  /// The number with `places` digits after the separator.
  public func fixed(_ number: Double, places: Int) -> String {
    guard number.isFinite else { return name(ofSpecial: number) }
    guard number != 0 else { return zero(places) }
    var digits = DecimalDigits(abs(number))
    digits.round(to: digits.exponent + places)
    return (number < 0 && !digits.digits.isEmpty ? Self.minus : "") + plain(digits, places)
  }

  public func integer(_ number: Int) -> String {
    let digits = String(number.magnitude)
    guard digits.count > 4 else { return (number < 0 ? Self.minus : "") + digits }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += groupSeparator }
      text.append(digit)
    }
    return (number < 0 ? Self.minus : "") + text
  }

  /// The number to `digits` significant digits, without trailing zeros: plain where that is short,
  /// `1.2e−5` elsewhere.
  public func short(_ number: Double, digits count: Int = 4) -> String {
    guard let (digits, isPlain) = rounded(number, count) else {
      return number == 0 ? "0" : name(ofSpecial: number)
    }
    if isPlain {
      return (number < 0 ? Self.minus : "") + plain(digits, max(0, decimals(of: digits)))
    }
    let power = digits.magnitude
    let exponent = power < 0 ? Self.minus + String(-power) : String(power)
    return (number < 0 ? Self.minus : "") + mantissa(digits) + "e" + exponent
  }

  /// The same with a power of ten set as one: 1.2×10⁻⁵.
  public func rich(_ number: Double, digits count: Int = 3) -> RichText {
    guard let (digits, isPlain) = rounded(number, count), !isPlain else {
      return .init(short(number, digits: count))
    }
    let sign = number < 0 ? Self.minus : ""
    let power = powerOfTen(digits.magnitude)
    if digits.digits == [1] { return RichText(sign) + power }
    return RichText(sign + mantissa(digits) + "\u{2009}×\u{2009}") + power
  }

  /// 10⁻³.
  public func powerOfTen(_ exponent: Int) -> RichText {
    let text = exponent < 0 ? Self.minus + String(-exponent) : String(exponent)
    return RichText([.init("10"), .init(text, level: .superscript)])
  }

  private func rounded(_ number: Double, _ count: Int) -> (DecimalDigits, isPlain: Bool)? {
    guard number.isFinite, number != 0 else { return nil }
    var digits = DecimalDigits(abs(number))
    digits.round(to: count)
    return (digits, (-3...5).contains(digits.magnitude))
  }

  private func decimals(of digits: DecimalDigits) -> Int { digits.digits.count - digits.exponent }

  private func plain(_ digits: DecimalDigits, _ places: Int) -> String {
    var text = ""
    for power in stride(from: max(digits.magnitude, 0), through: 0, by: -1) {
      text += String(digits.digit(power))
    }
    guard places > 0 else { return text }
    text += decimalSeparator
    for place in 1...places { text += String(digits.digit(-place)) }
    return text
  }

  private func mantissa(_ digits: DecimalDigits) -> String {
    let rest = digits.digits.dropFirst().map { String($0) }.joined()
    return String(digits.digits[0]) + (rest.isEmpty ? "" : decimalSeparator + rest)
  }

  private func zero(_ places: Int) -> String {
    places > 0 ? "0" + decimalSeparator + String(repeating: "0", count: places) : "0"
  }

  private func name(ofSpecial number: Double) -> String {
    number.isNaN ? "NaN" : (number < 0 ? Self.minus + "∞" : "∞")
  }
}
