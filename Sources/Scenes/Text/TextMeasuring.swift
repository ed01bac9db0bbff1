/// The room that a line of text takes, in scene units.
public struct TextExtents: Hashable, Sendable {
  public var width: Double
  /// How far the font reaches above and below the baseline.
  public var ascent: Double
  public var descent: Double
  /// The height of a capital letter.
  public var capHeight: Double

  public init(width: Double, ascent: Double, descent: Double, capHeight: Double) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
    self.capHeight = capHeight
  }

  public var height: Double { ascent + descent }
}

/// Knows how large text will be before it is drawn; renderers implement it with their fonts.
public protocol TextMeasuring {
  func extents(of text: RichText, style: TextStyle) -> TextExtents
}

extension TextMeasuring {
  public func width(of text: RichText, style: TextStyle) -> Double {
    extents(of: text, style: style).width
  }

  /// The box of a text mark without its rotation.
  public func box(of mark: TextMark) -> Rectangle {
    let extents = extents(of: mark.content, style: mark.style)
    let origin = mark.style.origin(of: extents, at: mark.position)
    return Rectangle(
      minX: origin.x, minY: origin.y - extents.ascent, maxX: origin.x + extents.width,
      maxY: origin.y + extents.descent)
  }

  /// Words of a paragraph in lines no wider than `width`; a longer word has a line of its own.
  public func lines(of paragraph: String, style: TextStyle, width: Double) -> [String] {
    var lines: [String] = []
    for word in paragraph.split(separator: " ") {
      let longer = lines.last.map { $0 + " " + word }
      if let longer, self.width(of: .init(longer), style: style) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// The text, cut with an ellipsis if it is wider than `width`.
  public func shortened(_ text: String, style: TextStyle, width: Double) -> String {
    guard self.width(of: .init(text), style: style) > width else { return text }
    var kept = text
    while !kept.isEmpty, self.width(of: .init(kept + "…"), style: style) > width {
      kept.removeLast()
    }
    return kept + "…"
  }
}

extension TextStyle {
  /// Where the left end of the baseline lies if the anchor is at `position`.
  public func origin(of extents: TextExtents, at position: Point) -> Point {
    let x =
      switch horizontal {
      case .start: position.x
      case .middle: position.x - extents.width / 2
      case .end: position.x - extents.width
      }
    let y =
      switch vertical {
      case .baseline: position.y
      case .middle: position.y + extents.capHeight / 2
      case .top: position.y + extents.capHeight
      case .bottom: position.y - extents.descent
      }
    return Point(x, y)
  }
}

/// Takes every letter for equally wide: for tests, and for scenes that no font may change.
public struct FixedWidthMeasuring: TextMeasuring, Sendable {
  public init() {}

  public func extents(of text: RichText, style: TextStyle) -> TextExtents {
    let ems = text.spans.reduce(0) { sum, span in
      sum + Double(span.text.count) * 0.55 * (span.level == .base ? 1 : TextStyle.scriptScale)
    }
    return TextExtents(
      width: ems * style.size, ascent: 0.95 * style.size, descent: 0.25 * style.size,
      capHeight: 0.7 * style.size)
  }
}
