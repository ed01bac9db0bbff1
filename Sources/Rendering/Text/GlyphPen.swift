import CCairo
import CPango
import Scenes

/// Reads glyphs' outlines and a font's measures through Cairo.
struct GlyphPen: ~Copyable {
  private let surface: OpaquePointer
  private let context: OpaquePointer

  init?() {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1) else { return nil }
    guard let context = cairo_create(surface), cairo_status(context) == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(surface)
      return nil
    }
    self.surface = surface
    self.context = context
    cairo_set_tolerance(context, 0.5)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  static func scaledFont(_ font: UnsafeMutablePointer<PangoFont>) -> OpaquePointer? {
    pango_cairo_font_get_scaled_font(OpaquePointer(font))
  }

  /// The outline in ems, y downwards; empty for a space.
  func outline(of glyph: ShapedText.Glyph) -> Path {
    var path = Path()
    guard let font = Self.scaledFont(glyph.font) else { return path }
    cairo_set_scaled_font(context, font)
    cairo_new_path(context)
    var cairoGlyph = cairo_glyph_t(index: UInt(glyph.index), x: 0, y: 0)
    cairo_glyph_path(context, &cairoGlyph, 1)
    guard let copy = cairo_copy_path(context) else { return path }
    defer { cairo_path_destroy(copy) }
    var index = 0
    while index < Int(copy.pointee.num_data), let data = copy.pointee.data {
      let header = data[index].header
      func point(_ offset: Int) -> Point {
        (1 / FontMap.em) * Point(data[index + offset].point.x, data[index + offset].point.y)
      }
      switch header.type {
      case CAIRO_PATH_MOVE_TO: path.move(to: point(1))
      case CAIRO_PATH_LINE_TO: path.line(to: point(1))
      case CAIRO_PATH_CURVE_TO: path.curve(to: point(3), point(1), point(2))
      default: path.close()
      }
      index += Int(header.length)
    }
    return path
  }

  /// The font's measures for an em of 1.
  func metrics(
    of font: UnsafeMutablePointer<PangoFont>, capital: ShapedText
  ) -> TextExtents {
    var extents = cairo_font_extents_t()
    if let scaled = Self.scaledFont(font) { cairo_scaled_font_extents(scaled, &extents) }
    let capHeight = capital.glyphs.first.flatMap { outline(of: $0).bounds }.map { -$0.minY }
    return TextExtents(
      width: 0, ascent: extents.ascent / FontMap.em, descent: extents.descent / FontMap.em,
      capHeight: capHeight ?? 0.72)
  }
}
