import CCairo
import CPango
import Scenes

extension CairoCanvas {
  func draw(_ text: TextMark, _ shaper: TextShaper) {
    guard text.position.isFinite, text.rotation.isFinite else { return }
    let extents = shaper.extents(of: text.content, style: text.style)
    let origin = text.style.origin(of: extents, at: Point(0, 0))
    cairo_save(context)
    cairo_translate(context, text.position.x, text.position.y)
    cairo_rotate(context, text.rotation)
    for run in shaper.runs(of: text.content, style: text.style) {
      set(run.color)
      show(run, at: origin + Point(run.x, -run.rise))
    }
    cairo_restore(context)
  }

  /// Shows the glyphs of a run font by font, with the letters that they stand for.
  private func show(_ run: GlyphRun, at origin: Point) {
    let bytes = Array(run.text.utf8)
    var start = 0
    while start < run.glyphs.count {
      let font = run.glyphs[start].font
      var end = start
      while end < run.glyphs.count, run.glyphs[end].font == font { end += 1 }
      let glyphs = run.glyphs[start..<end]
      let last = end < run.glyphs.count ? run.glyphs[end].byte : bytes.count
      if let scaled = GlyphPen.scaledFont(font) {
        cairo_set_font_face(context, cairo_scaled_font_get_font_face(scaled))
        cairo_set_font_size(context, run.size)
        show(glyphs, bytes, upTo: last, size: run.size, at: origin)
      }
      start = end
    }
  }

  private func show(
    _ glyphs: ArraySlice<ShapedText.Glyph>, _ text: [UInt8], upTo end: Int, size: Double,
    at origin: Point
  ) {
    let placed = glyphs.map { glyph in
      cairo_glyph_t(
        index: UInt(glyph.index), x: origin.x + glyph.x * size, y: origin.y + glyph.y * size)
    }
    let starts = glyphs.map(\.byte) + [end]
    let lengths = zip(starts, starts.dropFirst()).map { $1 - $0 }
    guard let first = starts.first, lengths.allSatisfy({ $0 > 0 }), end <= text.count else {
      cairo_show_glyphs(context, placed, Int32(placed.count))
      return
    }
    let clusters = lengths.map { cairo_text_cluster_t(num_bytes: Int32($0), num_glyphs: 1) }
    text[first..<end].withUnsafeBytes { bytes in
      cairo_show_text_glyphs(
        context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), placed,
        Int32(placed.count), clusters, Int32(clusters.count), cairo_text_cluster_flags_t(0))
    }
  }
}
