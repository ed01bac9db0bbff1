/// How a path is filled and stroked.
public struct Paint: Hashable, Sendable {
  public var fill: Color?
  public var stroke: Stroke?

  public init(fill: Color? = nil, stroke: Stroke? = nil) {
    self.fill = fill
    self.stroke = stroke
  }

  public static func fill(_ color: Color) -> Paint { .init(fill: color) }
  public static func stroke(_ color: Color, width: Double) -> Paint {
    .init(stroke: Stroke(color, width: width))
  }
}

/// A line of a colour and width along a path.
public struct Stroke: Hashable, Sendable {
  public enum Join: String, Hashable, Sendable { case miter, round, bevel }
  public enum Cap: String, Hashable, Sendable { case butt, round, square }

  /// A wider line in a quiet colour under the whole stroke, which sets it off from what it crosses.
  public struct Casing: Hashable, Sendable {
    public var color: Color
    /// How far the casing shows on each side.
    public var margin: Double

    public init(_ color: Color, margin: Double) {
      self.color = color
      self.margin = margin
    }
  }

  public var color: Color
  public var width: Double
  /// Lengths of dashes and gaps in turn; empty for a solid line, as a casing always is.
  public var dash: [Double]
  public var dashOffset: Double
  public var join: Join
  public var cap: Cap
  public var casing: Casing?

  public init(
    _ color: Color, width: Double, dash: [Double] = [], dashOffset: Double = 0, join: Join = .round,
    cap: Cap = .butt, casing: Casing? = nil
  ) {
    self.color = color
    self.width = width
    self.dash = dash
    self.dashOffset = dashOffset
    self.join = join
    self.cap = cap
    self.casing = casing
  }

  /// The solid line under this stroke, if it has a casing.
  public var casingStroke: Stroke? {
    guard let casing, casing.margin > 0 else { return nil }
    return Stroke(casing.color, width: width + 2 * casing.margin, join: .round, cap: .round)
  }
}
