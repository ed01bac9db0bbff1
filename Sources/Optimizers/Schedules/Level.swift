/// A learning rate that a schedule reaches: a share of its base rate, or a rate of its own.
///
/// A share follows the base rate when that is tuned; a rate stays where it is. Libraries mean the
/// one or the other: optax' `alpha` is a share, torch's `eta_min` is a rate.
public enum Level: Sendable, Hashable, Codable {
  case share(Double)
  case rate(Double)

  func rate(of base: Double) -> Double {
    switch self {
    case .share(let share): share * base
    case .rate(let rate): rate
    }
  }
}
