import Scenes

/// Marks as short lists that a page's script draws: paths as SVG writes them, letters as outlines.
///
/// Outlines, so that a page looks the same without our fonts; each letter is written once.
struct DisplayList {
  private let shaper: TextShaper
  /// The layer to which groups of a name belong.
  private let layers: [String: Int]
  private let bounds: Rectangle
  private var glyphs: [Path: Int] = [:]
  private var glyphTexts: [String] = []
  private var sharedPlaces: [String: Int] = [:]
  private var sharedTexts: [String] = []
  private var paints: [String: Int] = [:]
  private var paintTexts: [String] = []

  init(_ film: Film, shaper: TextShaper) {
    self.shaper = shaper
    layers = Dictionary(
      film.layers.enumerated().flatMap { index, layer in layer.groups.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    bounds = film.base.bounds
  }

  /// All outlines of letters that were used, in thousandths of an em.
  var glyphTable: String { "[" + glyphTexts.joined(separator: ",") + "]" }

  /// All marks that are long enough to be written once for all frames.
  var sharedTable: String { "[" + sharedTexts.joined(separator: ",") + "]" }

  /// All colours and strokes that were used.
  var paintTable: String { "[" + paintTexts.joined(separator: ",") + "]" }

  mutating func text(of marks: [Mark]) -> String {
    var parts: [String] = []
    for mark in marks {
      switch mark {
      case .path(let path, let paint): parts += text(of: path, paint).map { shared($0) }
      case .text(let text): parts += self.text(of: text)
      case .image(let image, let box): parts.append(shared(text(of: image, box)))
      case .group(let group): parts += text(of: group)
      }
    }
    return "[" + parts.joined(separator: ",") + "]"
  }

  /// Shorter marks take less than what points to them would spare.
  private static let shortestShared = 120

  /// A mark, or where it stands among those that frames share.
  private mutating func shared(_ text: String) -> String {
    guard text.utf8.count >= Self.shortestShared else { return text }
    let place = sharedPlaces[text] ?? sharedTexts.count
    if place == sharedTexts.count {
      sharedPlaces[text] = place
      sharedTexts.append(text)
    }
    return "[\"r\",\(place)]"
  }

  private mutating func text(of group: Mark.Group) -> [String] {
    let inner = text(of: group.marks)
    guard inner != "[]" else { return [] }
    let layer = layers[group.name] ?? -1
    let clip =
      group.clip.map { box in
        "["
          + [box.minX, box.minY, box.width, box.height].map(CompactNumber.tenths)
          .joined(separator: ",") + "]"
      } ?? "0"
    // A group that says nothing is its marks.
    if layer < 0, clip == "0" { return [String(inner.dropFirst().dropLast())] }
    return ["[\"g\",\(layer),\(clip),\(inner)]"]
  }

  private mutating func text(of path: Path, _ paint: Paint) -> [String] {
    var parts: [String] = []
    if let fill = paint.fill, fill.alpha > 0 {
      let confined = path.confined(to: bounds.inset(by: -2), filled: true)
      parts.append("[\"f\",\(number(of: "\"\(fill.css)\"")),\"\(PathText.tenths(confined))\"]")
    }
    if let stroke = paint.stroke, stroke.width > 0 {
      let margin = 2 * stroke.width + 2 * (stroke.casing?.margin ?? 0)
      let confined = path.confined(to: bounds.inset(by: -margin), filled: false)
      let line = PathText.tenths(confined)
      if !line.isEmpty {
        let styles = [stroke.casingStroke, stroke].compactMap(\.self)
          .map { "\(number(of: Self.text(of: $0)))" }
        parts.append("[\"s\",[\(styles.joined(separator: ","))],\"\(line)\"]")
      }
    }
    return parts
  }

  private static func text(of stroke: Stroke) -> String {
    let dash = stroke.dash.map(CompactNumber.hundredths).joined(separator: ",")
    return "[\"\(stroke.color.css)\",\(CompactNumber.hundredths(stroke.width)),"
      + "\"\(stroke.join.rawValue)\",\"\(stroke.cap.rawValue)\",[\(dash)],"
      + "\(CompactNumber.hundredths(stroke.dashOffset))]"
  }

  /// The place of a paint in the table.
  private mutating func number(of text: String) -> Int {
    if let known = paints[text] { return known }
    paints[text] = paintTexts.count
    paintTexts.append(text)
    return paintTexts.count - 1
  }

  private mutating func text(of mark: TextMark) -> [String] {
    guard mark.position.isFinite else { return [] }
    let extents = shaper.extents(of: mark.content, style: mark.style)
    let origin = mark.style.origin(of: extents, at: Point(0, 0))
    let letters = shaper.glyphs(of: mark.content, style: mark.style).map { glyph in
      let place = [origin.x + glyph.x, origin.y + glyph.y, glyph.size]
        .map(CompactNumber.hundredths).joined(separator: ",")
      return "\(number(of: glyph.outline)),\(place),\(number(of: "\"\(glyph.color.css)\""))"
    }
    guard !letters.isEmpty else { return [] }
    let place = [mark.position.x, mark.position.y].map(CompactNumber.tenths)
      .joined(separator: ",")
    return ["[\"t\",\(place),\(mark.rotation),[\(letters.joined(separator: ","))]]"]
  }

  private mutating func number(of outline: Path) -> Int {
    if let known = glyphs[outline] { return known }
    glyphs[outline] = glyphTexts.count
    glyphTexts.append("\"\(PathText.thousandths(outline))\"")
    return glyphTexts.count - 1
  }

  private func text(of image: Image, _ box: Rectangle) -> String {
    let place = [box.minX, box.minY, box.width, box.height].map(CompactNumber.tenths)
      .joined(separator: ",")
    return "[\"i\",\(place),\(image.isSmooth),\"data:image/png;base64,"
      + "\(Base64.text(PNGEncoder(level: 9).bytes(of: image)))\"]"
  }
}

/// Bytes as letters.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(4 * (bytes.count + 2) / 3)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
      for index in 0..<4 {
        let letter = letters[Int(group >> UInt32(18 - 6 * index) & 63)]
        result.append(index <= count ? letter : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
