#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The platform's elementary functions, named once; drawing may use them, races may not.
enum Elementary {
  static func sine(_ angle: Double) -> Double { sin(angle) }
  static func cosine(_ angle: Double) -> Double { cos(angle) }
  static func logarithm10(_ number: Double) -> Double { log10(number) }
  static func exponential10(_ exponent: Double) -> Double { pow(10, exponent) }
  static func inverseHyperbolicSine(_ number: Double) -> Double { asinh(number) }
  static func hyperbolicSine(_ number: Double) -> Double { sinh(number) }
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  static func cubeRoot(_ number: Double) -> Double { cbrt(number) }
  static func angle(x: Double, y: Double) -> Double { atan2(y, x) }
}
