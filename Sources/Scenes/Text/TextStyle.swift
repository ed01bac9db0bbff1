/// How text looks and which of its points a position means.
public struct TextStyle: Hashable, Sendable {
  public enum Weight: String, Hashable, Sendable, CaseIterable { case regular, medium, bold }
  public enum Horizontal: String, Hashable, Sendable { case start, middle, end }
  /// `middle` is half the height of a capital letter, `top` its top.
  public enum Vertical: String, Hashable, Sendable { case baseline, middle, top, bottom }

  /// The em, in scene units.
  public var size: Double
  public var weight: Weight
  public var color: Color
  public var horizontal: Horizontal
  public var vertical: Vertical
  /// Digits of one width, so that columns and counters do not wobble.
  public var hasFixedDigits: Bool

  public init(
    size: Double, weight: Weight = .regular, color: Color, horizontal: Horizontal = .start,
    vertical: Vertical = .baseline, hasFixedDigits: Bool = false
  ) {
    self.size = size
    self.weight = weight
    self.color = color
    self.horizontal = horizontal
    self.vertical = vertical
    self.hasFixedDigits = hasFixedDigits
  }

  public func anchored(_ horizontal: Horizontal, _ vertical: Vertical = .baseline) -> TextStyle {
    var style = self
    style.horizontal = horizontal
    style.vertical = vertical
    return style
  }

  public func with(
    size: Double? = nil, weight: Weight? = nil, color: Color? = nil
  ) -> TextStyle {
    var style = self
    style.size = size ?? style.size
    style.weight = weight ?? style.weight
    style.color = color ?? style.color
    return style
  }

  /// The size of a super- or subscript against the text it belongs to.
  public static let scriptScale = 0.7

  /// How far above the baseline a level stands, in ems.
  public static func rise(of level: RichText.Level) -> Double {
    switch level {
    case .base: 0
    case .superscript: 0.36
    case .subscript: -0.16
    }
  }
}
