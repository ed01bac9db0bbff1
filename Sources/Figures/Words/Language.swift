public import Scenes

/// The languages that pictures speak.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case portuguese = "pt-BR"

  /// How it writes numbers.
  public var numbers: NumberFormat {
    switch self {
    case .english: NumberFormat(decimalSeparator: ".")
    case .portuguese: NumberFormat(decimalSeparator: ",")
    }
  }

  /// What stands between the numbers of a point, where a comma could be part of one.
  var pointSeparator: String {
    switch self {
    case .english: ", "
    case .portuguese: "; "
    }
  }

  /// (−1.5, 2); a long point is cut after six numbers.
  func point(_ coordinates: [Double]) -> String {
    let shown = coordinates.prefix(6).map { numbers.short($0, digits: 5) }
    let rest = coordinates.count > shown.count ? pointSeparator + "…" : ""
    return "(" + shown.joined(separator: pointSeparator) + rest + ")"
  }
}
