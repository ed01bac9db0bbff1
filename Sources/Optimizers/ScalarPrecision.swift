/// The precision of a number that is kept once a run.
public enum ScalarPrecision: String, CaseIterable, Sendable {
  case double
  /// torch keeps such numbers in single precision, whatever the precision of the parameters.
  case single

  func rounded(_ number: Double) -> Double {
    switch self {
    case .double: number
    case .single: Double(Float(number))
    }
  }
}
