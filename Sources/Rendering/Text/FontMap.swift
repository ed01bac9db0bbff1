import CCairo
import CPango
import Scenes

/// Pango's view of one set of fonts, at one large size from which all others are scaled.
///
/// Without hinting, glyphs of every size have the same proportions, so that each text is shaped once.
struct FontMap: ~Copyable {
  /// The size at which fonts are loaded, in pixels of Cairo's 1/256 grid.
  static let em = 1024.0

  private let map: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private var descriptions: [OpaquePointer] = []

  /// Fails if Pango has no FreeType fonts or no font at all.
  init?(_ configuration: OpaquePointer?) {
    // Pango loads the system's configuration in a thread unless one is current already.
    if let configuration { FcConfigSetCurrent(configuration) }
    guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else { return nil }
    guard let context = pango_font_map_create_context(map) else {
      g_object_unref(map)
      return nil
    }
    self.map = map
    self.context = context
    if let configuration { pango_fc_font_map_set_config(OpaquePointer(map), configuration) }
    let options = cairo_font_options_create()
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    descriptions = TextStyle.Weight.allCases.map { weight in
      let description = pango_font_description_from_string(FontConfiguration.families)
      pango_font_description_set_weight(description, weight.pango)
      pango_font_description_set_absolute_size(description, Self.em * Double(PANGO_SCALE))
      return description
    }.compactMap(\.self)
  }

  deinit {
    descriptions.forEach { pango_font_description_free($0) }
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(map)
  }

  /// The font of a weight; it lives as long as the map.
  func font(_ weight: TextStyle.Weight) -> UnsafeMutablePointer<PangoFont>? {
    pango_font_map_load_font(map, context, descriptions[weight.index])
  }

  /// Glyphs of `text` with their fonts and places in ems.
  func shape(_ text: String, _ weight: TextStyle.Weight, hasFixedDigits: Bool) -> ShapedText {
    var text = text
    let attributes = pango_attr_list_new()
    defer { pango_attr_list_unref(attributes) }
    pango_attr_list_insert(attributes, pango_attr_font_desc_new(descriptions[weight.index]))
    if hasFixedDigits {
      pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum"))
    }
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else { return ShapedText() }
        return shape(start, characters.count, attributes)
      }
    }
  }

  private func shape(
    _ text: UnsafePointer<CChar>, _ length: Int, _ attributes: OpaquePointer?
  ) -> ShapedText {
    var result = ShapedText()
    let items = pango_itemize(context, text, 0, Int32(length), attributes, nil)
    var link = items
    let glyphs = pango_glyph_string_new()
    defer {
      pango_glyph_string_free(glyphs)
      g_list_free(items)
    }
    while let current = link {
      link = current.pointee.next
      guard let item = current.pointee.data?.assumingMemoryBound(to: PangoItem.self) else {
        continue
      }
      defer { pango_item_free(item) }
      let offset = Int(item.pointee.offset)
      pango_shape_full(
        text + offset, item.pointee.length, text, Int32(length), &item.pointee.analysis, glyphs)
      guard let glyphs, let font = item.pointee.analysis.font else { continue }
      result.append(glyphs.pointee, font, byteOffset: offset)
    }
    return result
  }
}

/// A line of glyphs in ems from the start of its baseline.
struct ShapedText {
  struct Glyph {
    var font: UnsafeMutablePointer<PangoFont>
    var index: UInt32
    var x: Double
    var y: Double
    /// Where the glyph's letters begin in the text's UTF-8.
    var byte: Int
  }

  var glyphs: [Glyph] = []
  var width = 0.0
  var hasUnknownLetters = false

  fileprivate mutating func append(
    _ string: PangoGlyphString, _ font: UnsafeMutablePointer<PangoFont>, byteOffset: Int
  ) {
    let unit = 1 / (FontMap.em * Double(PANGO_SCALE))
    for index in 0..<Int(string.num_glyphs) {
      let info = string.glyphs[index]
      if info.glyph & 0x1000_0000 != 0 { hasUnknownLetters = true }
      let isEmpty = info.glyph == 0x0FFF_FFFF
      if !isEmpty {
        glyphs.append(
          Glyph(
            font: font, index: info.glyph, x: width + Double(info.geometry.x_offset) * unit,
            y: Double(info.geometry.y_offset) * unit,
            byte: byteOffset + Int(string.log_clusters[index])))
      }
      width += Double(info.geometry.width) * unit
    }
  }
}

extension TextStyle.Weight {
  fileprivate var pango: PangoWeight {
    switch self {
    case .regular: PANGO_WEIGHT_NORMAL
    case .medium: PANGO_WEIGHT_MEDIUM
    case .bold: PANGO_WEIGHT_SEMIBOLD
    }
  }

  fileprivate var index: Int {
    switch self {
    case .regular: 0
    case .medium: 1
    case .bold: 2
    }
  }
}
