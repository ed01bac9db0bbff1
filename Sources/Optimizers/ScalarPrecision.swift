/// The precision of a number that is kept once a run.
public enum ScalarPrecision: String, CaseIterable, Sendable {
  case double
  /// torch and its relatives keep such numbers in single precision, whatever the precision of the
  /// parameters.
  case single

  func rounded(_ number: Double) -> Double {
    switch self {
    case .double: number
    case .single: Double(Float(number))
    }
  }

  /// a + b · c of rounded numbers; in single precision it is rounded once, as a fused operation is.
  func sum(_ a: Double, _ b: Double, times c: Double) -> Double {
    rounded(rounded(a) + rounded(b) * rounded(c))
  }

  /// a · b of rounded numbers.
  func product(_ a: Double, _ b: Double) -> Double { rounded(rounded(a) * rounded(b)) }

  /// a / b of rounded numbers.
  func quotient(_ a: Double, _ b: Double) -> Double { rounded(rounded(a) / rounded(b)) }
}
