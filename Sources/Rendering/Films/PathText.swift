import Scenes

/// Paths as SVG writes them, in few letters: places relative to the one before.
enum PathText {
  /// In tenths of a unit.
  static func tenths(_ path: Path) -> String { text(path, scale: 10, decimals: 1) }

  /// As thousandths without a point.
  static func thousandths(_ path: Path) -> String { text(path, scale: 1000, decimals: 0) }

  private static func text(_ path: Path, scale: Double, decimals: Int) -> String {
    var text: [UInt8] = []
    var (x, y) = (0, 0)
    var (startX, startY) = (0, 0)
    var next = 0
    var previous: Path.Verb?
    // Differences of rounded places, so that roundings do not add up.
    func whole(_ number: Double) -> Int {
      Int(min(max((number * scale).rounded(), -1e9), 1e9))
    }
    func add(_ point: Point, isFirst: Bool) {
      CompactNumber.append(whole(point.x) - x, decimals, to: &text, isFirst: isFirst)
      CompactNumber.append(whole(point.y) - y, decimals, to: &text, isFirst: false)
    }
    for verb in path.verbs {
      let points = path.points[next..<next + verb.pointCount]
      next += verb.pointCount
      switch verb {
      case .move: text.append(UInt8(ascii: "m"))
      case .line: if previous != .line { text.append(UInt8(ascii: "l")) }
      case .curve: if previous != .curve { text.append(UInt8(ascii: "c")) }
      case .close:
        text.append(UInt8(ascii: "z"))
        (x, y) = (startX, startY)
      }
      for (index, point) in points.enumerated() {
        add(point, isFirst: index == 0 && (verb == .move || verb != previous))
      }
      if let last = points.last { (x, y) = (whole(last.x), whole(last.y)) }
      if verb == .move { (startX, startY) = (x, y) }
      previous = verb
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Numbers in as few letters as a script or an SVG path can read.
enum CompactNumber {
  static func tenths(_ number: Double) -> String { text(number, 10, 1) }
  static func hundredths(_ number: Double) -> String { text(number, 100, 2) }

  private static func text(_ number: Double, _ scale: Double, _ decimals: Int) -> String {
    var text: [UInt8] = []
    let whole = Int(min(max((number * scale).rounded(), -1e12), 1e12))
    append(whole, decimals, to: &text, isFirst: true, leadingZero: true)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends `whole` over 10^`decimals`, after a space unless its sign or nothing before asks for none.
  static func append(
    _ whole: Int, _ decimals: Int, to text: inout [UInt8], isFirst: Bool, leadingZero: Bool = false
  ) {
    if !isFirst, whole >= 0 { text.append(UInt8(ascii: " ")) }
    if whole < 0 { text.append(UInt8(ascii: "-")) }
    var digits = Array(String(whole.magnitude).utf8)
    guard decimals > 0 else {
      text += digits
      return
    }
    while digits.count <= decimals { digits.insert(UInt8(ascii: "0"), at: 0) }
    let integer = digits.dropLast(decimals)
    if leadingZero || integer != [UInt8(ascii: "0")] { text += integer }
    var fraction = digits.suffix(decimals)
    while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
    if !fraction.isEmpty {
      text.append(UInt8(ascii: "."))
      text += fraction
    } else if !leadingZero, integer == [UInt8(ascii: "0")] {
      text.append(UInt8(ascii: "0"))
    }
  }
}
