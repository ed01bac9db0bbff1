#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The platform's functions of angles, named once.
enum Trigonometry {
  static func arcCosine(_ number: Double) -> Double { acos(number) }
  static func cosineAndSine(_ angle: Double) -> (Double, Double) { (cos(angle), sin(angle)) }
}
