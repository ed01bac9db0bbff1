import CCairo
import CPango
import Scenes

/// A Cairo surface that collects an SVG or PDF in memory.
struct CairoCanvas: ~Copyable {
  private let surface: OpaquePointer
  let context: OpaquePointer
  private let sink: ByteSink
  private let bounds: Rectangle

  init(_ format: Format, size: Size) throws(RenderingError) {
    let sink = ByteSink()
    let pointer = Unmanaged.passUnretained(sink).toOpaque()
    let created =
      switch format {
      case .svg: cairo_svg_surface_create_for_stream(ByteSink.write, pointer, size.width, size.height)
      case .pdf: cairo_pdf_surface_create_for_stream(ByteSink.write, pointer, size.width, size.height)
      }
    guard let surface = created else { throw .cairo(doing: "starting", reason: "out of memory") }
    guard let context = cairo_create(surface) else {
      cairo_surface_destroy(surface)
      throw .cairo(doing: "starting", reason: "out of memory")
    }
    self.surface = surface
    self.context = context
    self.sink = sink
    bounds = Rectangle(size).inset(by: -4)
    if format == .svg { cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX) }
  }

  enum Format { case svg, pdf }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Sets the title and notes of a PDF, without a date.
  func describe(_ scene: Scene) {
    let notes = scene.notes.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene.title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, notes)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
  }

  /// Ends the file and gives its bytes.
  consuming func finish() throws(RenderingError) -> [UInt8] {
    cairo_surface_finish(surface)
    for status in [cairo_status(context), cairo_surface_status(surface)]
    where status != CAIRO_STATUS_SUCCESS {
      throw .cairo(doing: "writing a vector picture", reason: String(cString: cairo_status_to_string(status)))
    }
    return sink.bytes
  }

  // MARK: Drawing

  func fill(_ color: Color) {
    set(color)
    cairo_paint(context)
  }

  func draw(_ marks: [Mark], shaper: TextShaper) {
    for mark in marks {
      switch mark {
      case .path(let path, let paint): draw(path, paint)
      case .text(let text): draw(text, shaper)
      case .image(let image, let box): draw(image, in: box)
      case .group(let group):
        cairo_save(context)
        if let clip = group.clip, clip.center.isFinite {
          cairo_rectangle(context, clip.minX, clip.minY, clip.width, clip.height)
          cairo_clip(context)
        }
        draw(group.marks, shaper: shaper)
        cairo_restore(context)
      }
    }
  }

  private func set(_ color: Color) {
    cairo_set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      Double(color.alpha) / 255)
  }

  private func draw(_ path: Path, _ paint: Paint) {
    if let fill = paint.fill {
      trace(path.confined(to: bounds, filled: true))
      set(fill)
      cairo_fill(context)
    }
    guard let stroke = paint.stroke, stroke.width > 0 else { return }
    let margin = 2 * stroke.width + 2 * (stroke.casing?.margin ?? 0)
    let path = path.confined(to: bounds.inset(by: -margin), filled: false)
    if let casing = stroke.casingStroke { draw(path, casing) }
    draw(path, stroke)
  }

  private func draw(_ path: Path, _ stroke: Stroke) {
    trace(path)
    set(stroke.color)
    cairo_set_line_width(context, stroke.width)
    cairo_set_dash(context, stroke.dash, Int32(stroke.dash.count), stroke.dashOffset)
    cairo_set_line_join(context, stroke.join.cairo)
    cairo_set_line_cap(context, stroke.cap.cairo)
    cairo_set_miter_limit(context, 4)
    cairo_stroke(context)
  }

  private func trace(_ path: Path) {
    cairo_new_path(context)
    var next = 0
    for verb in path.verbs {
      let points = path.points[next..<next + verb.pointCount]
      let first = points.startIndex
      switch verb {
      case .move: cairo_move_to(context, points[first].x, points[first].y)
      case .line: cairo_line_to(context, points[first].x, points[first].y)
      case .curve:
        cairo_curve_to(
          context, points[first].x, points[first].y, points[first + 1].x, points[first + 1].y,
          points[first + 2].x, points[first + 2].y)
      case .close: cairo_close_path(context)
      }
      next += verb.pointCount
    }
  }
}

extension CairoCanvas {
  private func draw(_ text: TextMark, _ shaper: TextShaper) {
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

  private func draw(_ image: Image, in box: Rectangle) {
    guard box.minX.isFinite, box.minY.isFinite, box.width.isFinite, box.height.isFinite,
      box.width > 0, box.height > 0,
      let source = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32(image.width), Int32(image.height))
    else { return }
    defer { cairo_surface_destroy(source) }
    guard let data = cairo_image_surface_get_data(source) else { return }
    let stride = Int(cairo_image_surface_get_stride(source)) / 4
    cairo_surface_flush(source)
    data.withMemoryRebound(to: UInt32.self, capacity: stride * image.height) { pixels in
      for y in 0..<image.height {
        for x in 0..<image.width { pixels[y * stride + x] = image.pixels[y * image.width + x].premultiplied }
      }
    }
    cairo_surface_mark_dirty(source)
    cairo_save(context)
    cairo_rectangle(context, box.minX, box.minY, box.width, box.height)
    cairo_clip(context)
    cairo_translate(context, box.minX, box.minY)
    cairo_scale(context, box.width / Double(image.width), box.height / Double(image.height))
    cairo_set_source_surface(context, source, 0, 0)
    cairo_pattern_set_filter(
      cairo_get_source(context), image.isSmooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST)
    cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
    cairo_paint(context)
    cairo_restore(context)
  }
}

/// Where Cairo's stream ends.
private final class ByteSink {
  var bytes: [UInt8] = []

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
      .bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }
}

extension Color {
  fileprivate var premultiplied: UInt32 {
    func channel(_ value: UInt8) -> UInt32 { (UInt32(value) * UInt32(alpha) + 127) / 255 }
    return UInt32(alpha) << 24 | channel(red) << 16 | channel(green) << 8 | channel(blue)
  }
}

extension Stroke.Join {
  fileprivate var cairo: cairo_line_join_t {
    switch self {
    case .miter: CAIRO_LINE_JOIN_MITER
    case .round: CAIRO_LINE_JOIN_ROUND
    case .bevel: CAIRO_LINE_JOIN_BEVEL
    }
  }
}

extension Stroke.Cap {
  fileprivate var cairo: cairo_line_cap_t {
    switch self {
    case .butt: CAIRO_LINE_CAP_BUTT
    case .round: CAIRO_LINE_CAP_ROUND
    case .square: CAIRO_LINE_CAP_SQUARE
    }
  }
}
