import CCairo
import Rendering
import Scenes

/// Draws the paths of a scene with Cairo at eight times the size and averages: nearly exact.
enum CairoReference {
  private static let factor = 8

  static func raster(_ scene: Scene) -> [UInt8] {
    let (width, height) = (Int(scene.size.width), Int(scene.size.height))
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(factor * width), Int32(factor * height))
    let context = cairo_create(surface)
    defer {
      cairo_destroy(context)
      cairo_surface_destroy(surface)
    }
    cairo_scale(context, Double(factor), Double(factor))
    cairo_set_source_rgb(context, 1, 1, 1)
    cairo_paint(context)
    scene.visit { mark in
      if case .path(let path, let paint) = mark { draw(path, paint, context) }
    }
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return [] }
    return data.withMemoryRebound(to: UInt32.self, capacity: factor * factor * width * height) {
      pixels in
      (0..<width * height).map { index in
        let (y, x) = index.quotientAndRemainder(dividingBy: width)
        var sum: UInt32 = 0
        for row in factor * y..<factor * (y + 1) {
          for column in factor * x..<factor * (x + 1) {
            sum += pixels[row * factor * width + column] >> 8 & 0xFF
          }
        }
        return UInt8((Double(sum) / Double(factor * factor)).rounded())
      }
    }
  }

  private static func draw(_ path: Path, _ paint: Paint, _ context: OpaquePointer?) {
    trace(path, context)
    if let fill = paint.fill {
      set(fill, context)
      cairo_fill_preserve(context)
    }
    if let stroke = paint.stroke {
      if let casing = stroke.casingStroke { apply(casing, context) }
      apply(stroke, context)
    }
  }

  private static func apply(_ stroke: Stroke, _ context: OpaquePointer?) {
    set(stroke.color, context)
    cairo_set_line_width(context, stroke.width)
    cairo_set_dash(context, stroke.dash, Int32(stroke.dash.count), stroke.dashOffset)
    cairo_set_line_join(
      context, stroke.join == .round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
    cairo_set_line_cap(
      context,
      stroke.cap == .round
        ? CAIRO_LINE_CAP_ROUND : stroke.cap == .square ? CAIRO_LINE_CAP_SQUARE : CAIRO_LINE_CAP_BUTT
    )
    cairo_stroke_preserve(context)
  }

  private static func set(_ color: Color, _ context: OpaquePointer?) {
    cairo_set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      Double(color.alpha) / 255)
  }

  private static func trace(_ path: Path, _ context: OpaquePointer?) {
    cairo_new_path(context)
    var next = 0
    for verb in path.verbs {
      let p = Array(path.points[next..<next + verb.pointCount])
      switch verb {
      case .move: cairo_move_to(context, p[0].x, p[0].y)
      case .line: cairo_line_to(context, p[0].x, p[0].y)
      case .curve: cairo_curve_to(context, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y)
      case .close: cairo_close_path(context)
      }
      next += verb.pointCount
    }
  }
}
