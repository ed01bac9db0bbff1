/// How far a number may be from the recorded one.
public enum Tolerance: Sendable, Hashable {
  /// The same bits.
  case exact
  /// Units in the last place of the recorded number.
  case ulps(Double)
  /// A share of the largest recorded number of the same point or slot.
  case relative(Double)
  /// Sixteen times what one ulp at the start does to this very path up to that step, or up to the
  /// next power of ten.
  case derived

  /// Reads `exact`, `ulp:16`, `relative:1e-9` or `derived`.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1)
    switch (parts.first, parts.count > 1 ? Double(parts[1]) : nil) {
    case ("exact", nil) where parts.count == 1: self = .exact
    case ("derived", nil) where parts.count == 1: self = .derived
    case ("ulp", let limit?) where limit >= 0: self = .ulps(limit)
    case ("relative", let limit?) where limit >= 0: self = .relative(limit)
    default: return nil
    }
  }

  /// Whether `found` may stand for `recorded`, the largest of whose neighbours is `scale`.
  func allows(_ found: Double, for recorded: Double, scale: Double, sensitivity: Double) -> Bool {
    // The sign of a NaN differs between processors.
    if found.bitPattern == recorded.bitPattern || found.isNaN && recorded.isNaN { return true }
    let error = abs(found - recorded)
    return switch self {
    case .exact: false
    case .ulps(let limit): error <= limit * recorded.ulp
    case .relative(let limit): error <= limit * scale
    case .derived: error <= 16 * sensitivity * scale
    }
  }
}
