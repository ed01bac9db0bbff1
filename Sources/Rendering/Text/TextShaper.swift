import CCairo
import CPango
public import Scenes
import Synchronization

/// Measures text and turns it into outlines, with the fonts that pictures use.
///
/// What has been shaped once is kept; one shaper serves many pictures and threads.
public final class TextShaper: TextMeasuring, Sendable {
  private let state: Mutex<State>

  public init() throws(RenderingError) {
    guard let state = State() else { throw .noFont }
    self.state = Mutex(state)
  }

  public func extents(of text: RichText, style: TextStyle) -> TextExtents {
    state.withLock { $0.extents(of: text, style: style) }
  }

  /// The glyphs of a text mark from its origin, in scene units.
  func glyphs(of text: RichText, style: TextStyle) -> [PlacedGlyph] {
    state.withLock { $0.glyphs(of: text, style: style) }
  }

  /// The spans of a text with what a vector format needs to write them as text.
  func runs(of text: RichText, style: TextStyle) -> [GlyphRun] {
    state.withLock { $0.runs(of: text, style: style) }
  }
}

/// A letter's outline, in ems with y downwards, and where it belongs.
struct PlacedGlyph: Sendable {
  var outline: Path
  var x: Double
  var y: Double
  var size: Double
  var color: Color
}

/// Glyphs of one span, ready for Cairo.
struct GlyphRun: @unchecked Sendable {
  var text: String
  var glyphs: [ShapedText.Glyph]
  var x: Double
  var rise: Double
  var size: Double
  var color: Color
}

private struct State: ~Copyable {
  struct Key: Hashable {
    var text: String
    var weight: TextStyle.Weight
    var hasFixedDigits: Bool
  }

  struct OutlineKey: Hashable {
    var font: UnsafeMutableRawPointer
    var glyph: UInt32
  }

  let fonts: FontMap
  var systemFonts: FontMap?
  let pen: GlyphPen
  let metrics: TextExtents
  var shaped: [Key: ShapedText] = [:]
  var outlines: [OutlineKey: Path] = [:]

  init?() {
    let narrow = FontConfiguration.narrow()
    guard let fonts = FontMap(narrow ?? FontConfiguration.system()), let pen = GlyphPen(),
      let font = fonts.font(.regular)
    else { return nil }
    metrics = pen.metrics(of: font, capital: fonts.shape("H", .regular, hasFixedDigits: false))
    self.fonts = fonts
    self.pen = pen
  }

  mutating func shape(_ text: String, _ weight: TextStyle.Weight, _ hasFixedDigits: Bool)
    -> ShapedText
  {
    let key = Key(text: text, weight: weight, hasFixedDigits: hasFixedDigits)
    if let known = shaped[key] { return known }
    var result = fonts.shape(text, weight, hasFixedDigits: hasFixedDigits)
    if result.hasUnknownLetters {
      if systemFonts == nil { systemFonts = FontMap(FontConfiguration.system()) }
      result = systemFonts?.shape(text, weight, hasFixedDigits: hasFixedDigits) ?? result
    }
    shaped[key] = result
    return result
  }

  mutating func extents(of text: RichText, style: TextStyle) -> TextExtents {
    var width = 0.0
    for span in text.spans {
      width +=
        shape(span.text, span.weight ?? style.weight, style.hasFixedDigits).width
        * span.size(in: style)
    }
    return TextExtents(
      width: width, ascent: metrics.ascent * style.size, descent: metrics.descent * style.size,
      capHeight: metrics.capHeight * style.size)
  }

  mutating func runs(of text: RichText, style: TextStyle) -> [GlyphRun] {
    var x = 0.0
    return text.spans.map { span in
      let shaped = shape(span.text, span.weight ?? style.weight, style.hasFixedDigits)
      let size = span.size(in: style)
      defer { x += shaped.width * size }
      return GlyphRun(
        text: span.text, glyphs: shaped.glyphs, x: x,
        rise: TextStyle.rise(of: span.level) * style.size, size: size,
        color: span.color ?? style.color)
    }
  }

  mutating func glyphs(of text: RichText, style: TextStyle) -> [PlacedGlyph] {
    var placed: [PlacedGlyph] = []
    for run in runs(of: text, style: style) {
      for glyph in run.glyphs {
        let outline = outline(of: glyph)
        guard !outline.isEmpty else { continue }
        placed.append(
          PlacedGlyph(
            outline: outline, x: run.x + glyph.x * run.size, y: glyph.y * run.size - run.rise,
            size: run.size, color: run.color))
      }
    }
    return placed
  }

  private mutating func outline(of glyph: ShapedText.Glyph) -> Path {
    let key = OutlineKey(font: glyph.font, glyph: glyph.index)
    if let known = outlines[key] { return known }
    let outline = pen.outline(of: glyph)
    outlines[key] = outline
    return outline
  }
}

extension RichText.Span {
  fileprivate func size(in style: TextStyle) -> Double {
    level == .base ? style.size : style.size * TextStyle.scriptScale
  }
}
