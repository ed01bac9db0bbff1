import ReproducibleMath

/// A number with three significant digits, for reading; files hold every bit.
enum ShortNumber {
  static func text(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return "\(number)" }
    let size = abs(number)
    guard size < 1e-3 || size >= 1e5 else {
      let digits = 2 - Int(BlockFunction.log(size) / BlockFunction.log(10) + 100) + 100
      let scale = BlockFunction.pow(10, Double(max(0, digits))).rounded()
      return "\((number * scale).rounded() / scale)"
    }
    var exponent = 0
    var mantissa = number
    while abs(mantissa) >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while abs(mantissa) < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    mantissa = (mantissa * 100).rounded() / 100
    if abs(mantissa) >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    return "\(mantissa)e\(exponent)"
  }
}
