import CCairo
import Scenes

/// A Cairo surface that collects an SVG or PDF in memory.
struct CairoCanvas: ~Copyable {
  private let surface: OpaquePointer
  let context: OpaquePointer
  private let sink: ByteSink
  private let bounds: Rectangle

  /// - Parameter points: the length of a unit.
  init(_ format: Format, size: Size, points: Double) throws(RenderingError) {
    let (width, height) = (points * size.width, points * size.height)
    let sink = ByteSink()
    let pointer = Unmanaged.passUnretained(sink).toOpaque()
    let created =
      switch format {
      case .svg:
        cairo_svg_surface_create_for_stream(ByteSink.write, pointer, width, height)
      case .pdf:
        cairo_pdf_surface_create_for_stream(ByteSink.write, pointer, width, height)
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
    if points != 1 { cairo_scale(context, points, points) }
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
      throw .cairo(
        doing: "writing a vector picture", reason: String(cString: cairo_status_to_string(status)))
    }
    return sink.bytes
  }

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

  func set(_ color: Color) {
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
