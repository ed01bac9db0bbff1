extension Formula {
  /// What the parameters of a surface are called in its formula.
  public enum Variables: Sendable, Hashable {
    /// One name each, as x and y.
    case named([String])
    /// One name for all, with an index from 1: `x[i]`.
    case vector(String, count: Int)

    public var count: Int {
      switch self {
      case .named(let names): names.count
      case .vector(_, let count): count
      }
    }

    /// As a picture labels its axes: x and y, or x₁ and x₂.
    public var labels: [String] {
      switch self {
      case .named(let names): names
      case .vector(let name, let count): (0..<count).map { "\(name)\(Self.subscripted($0 + 1))" }
      }
    }

    private static func subscripted(_ number: Int) -> String {
      String(
        String.UnicodeScalarView(
          String(number).unicodeScalars.compactMap { Unicode.Scalar(0x2080 + $0.value - 48) }))
    }
  }
}
