import CCairo
import Scenes

extension CairoCanvas {
  func draw(_ image: Image, in box: Rectangle) {
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
        for x in 0..<image.width {
          pixels[y * stride + x] = image.pixels[y * image.width + x].premultiplied
        }
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

extension Color {
  fileprivate var premultiplied: UInt32 {
    func channel(_ value: UInt8) -> UInt32 { (UInt32(value) * UInt32(alpha) + 127) / 255 }
    return UInt32(alpha) << 24 | channel(red) << 16 | channel(green) << 8 | channel(blue)
  }
}
