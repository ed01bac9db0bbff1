import Scenes

/// Writes scenes as SVG and PDF through Cairo: the same bytes each time, with their fonts.
enum VectorPicture {
  static func svg(
    _ scene: Scene, points: Double, shaper: TextShaper
  ) throws(RenderingError) -> [UInt8] {
    let canvas = try CairoCanvas(.svg, size: scene.size, points: points)
    canvas.fill(scene.background)
    canvas.draw(scene.backdrop + scene.marks, shaper: shaper)
    return described(renumbered(try canvas.finish()), scene)
  }

  static func pdf(
    _ scene: Scene, points: Double, shaper: TextShaper
  ) throws(RenderingError) -> [UInt8] {
    let canvas = try CairoCanvas(.pdf, size: scene.size, points: points)
    canvas.describe(scene)
    canvas.fill(scene.background)
    canvas.draw(scene.backdrop + scene.marks, shaper: shaper)
    return try canvas.finish()
  }

  /// Cairo counts surfaces through the life of the process; numbers them from 0 in each file.
  private static func renumbered(_ bytes: [UInt8]) -> [UInt8] {
    let names = ["surface", "image"].map { Array($0.utf8) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var numbers: [ArraySlice<UInt8>] = []
    var index = 0
    while index < bytes.count {
      result.append(bytes[index])
      index += 1
      guard [UInt8(ascii: "#"), UInt8(ascii: "\"")].contains(bytes[index - 1]),
        let name = names.first(where: { bytes[index...].starts(with: $0) })
      else { continue }
      let digits = bytes[(index + name.count)...].prefix { (48...57).contains($0) }
      if !numbers.contains(digits) { numbers.append(digits) }
      result += name + Array(String(numbers.firstIndex(of: digits) ?? 0).utf8)
      index = digits.endIndex
    }
    return result
  }

  /// Puts title, language and notes behind the opening tag, as Cairo writes none.
  private static func described(_ bytes: [UInt8], _ scene: Scene) -> [UInt8] {
    let tag = Array("<svg ".utf8)
    guard
      let start = bytes.indices.first(where: { bytes[$0...].starts(with: tag) }),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return bytes }
    let notes = scene.notes.map { "\n\(escaped($0.key)): \(escaped($0.value))" }.joined()
    let texts =
      "\n<title>\(escaped(scene.title))</title>\n<desc>\(escaped(scene.title))\(notes)</desc>"
    let language = "lang=\"\(escaped(scene.language))\" "
    let head = bytes[..<(start + tag.count)] + Array(language.utf8)
    return head + bytes[(start + tag.count)...end] + Array(texts.utf8) + bytes[(end + 1)...]
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
