extension Scene: CustomStringConvertible {
  /// The whole scene as text, one mark a line, for comparing scenes exactly.
  public var description: String {
    var lines = [
      "scene \(size.width.text) × \(size.height.text) on \(background), \(language): \(title)"
    ]
    lines += notes.map { "note \($0.key): \($0.value)" }
    lines.append("backdrop")
    backdrop.forEach { $0.describe(into: &lines, indent: "  ") }
    lines.append("marks")
    marks.forEach { $0.describe(into: &lines, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Mark: CustomStringConvertible {
  public var description: String {
    var lines: [String] = []
    describe(into: &lines, indent: "")
    return lines.joined(separator: "\n")
  }

  fileprivate func describe(into lines: inout [String], indent: String) {
    switch self {
    case .path(let path, let paint):
      lines.append("\(indent)path \(path) \(paint)")
    case .text(let text):
      lines.append("\(indent)text \(text)")
    case .image(let image, let box):
      let smooth = image.isSmooth ? " smooth" : ""
      lines.append(
        "\(indent)image \(image.width) × \(image.height)\(smooth) \(image.checksum) in \(box)")
    case .group(let group):
      let clip = group.clip.map { " clip \($0)" } ?? ""
      lines.append("\(indent)group \(group.name)\(clip)")
      group.marks.forEach { $0.describe(into: &lines, indent: indent + "  ") }
    }
  }
}

extension Path: CustomStringConvertible {
  public var description: String {
    var next = 0
    return verbs.map { verb in
      defer { next += verb.pointCount }
      let points = points[next..<next + verb.pointCount].map(\.description)
      return ([verb.letter] + points).joined(separator: " ")
    }.joined(separator: " ")
  }
}

extension Path.Verb {
  fileprivate var letter: String {
    switch self {
    case .move: "M"
    case .line: "L"
    case .curve: "C"
    case .close: "Z"
    }
  }
}

extension Point: CustomStringConvertible {
  public var description: String { "\(x.text),\(y.text)" }
}

extension Rectangle: CustomStringConvertible {
  public var description: String { "[\(minX.text),\(minY.text) \(maxX.text),\(maxY.text)]" }
}

extension Paint: CustomStringConvertible {
  public var description: String {
    [fill.map { "fill \($0)" }, stroke?.description].compactMap(\.self).joined(separator: " ")
  }
}

extension Stroke: CustomStringConvertible {
  public var description: String {
    var parts = ["stroke \(color) \(width.text) \(join.rawValue) \(cap.rawValue)"]
    if !dash.isEmpty {
      parts.append("dash \(dash.map(\.text).joined(separator: " ")) from \(dashOffset.text)")
    }
    if let casing { parts.append("casing \(casing.color) \(casing.margin.text)") }
    return parts.joined(separator: " ")
  }
}

extension TextMark: CustomStringConvertible {
  public var description: String {
    let turned = rotation == 0 ? "" : " turned \(rotation.text)"
    return "\"\(content)\" \(style) at \(position)\(turned)"
  }
}

extension RichText: CustomStringConvertible {
  public var description: String {
    spans.map { span in
      var text = span.text
      if span.level != .base { text = (span.level == .superscript ? "^{" : "_{") + text + "}" }
      if let weight = span.weight { text = "<\(weight.rawValue)>" + text }
      if let color = span.color { text = "<\(color)>" + text }
      return text
    }.joined()
  }
}

extension TextStyle: CustomStringConvertible {
  public var description: String {
    let digits = hasFixedDigits ? " fixed digits" : ""
    return "\(size.text) \(weight.rawValue) \(color) \(horizontal.rawValue)"
      + " \(vertical.rawValue)\(digits)"
  }
}

extension Image {
  /// FNV-1a over size and pixels.
  fileprivate var checksum: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for color in pixels {
      for byte in [color.red, color.green, color.blue, color.alpha] {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return String(hash, radix: 16)
  }
}

extension Double {
  /// The number to a hundredth, without a trailing zero or a minus before nought.
  fileprivate var text: String {
    guard isFinite, abs(self) < 1e12 else { return "\(self)" }
    let hundredths = Int((self * 100).rounded())
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if part == 0 { return "\(sign)\(whole)" }
    return part % 10 == 0
      ? "\(sign)\(whole).\(part / 10)" : "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
  }
}
