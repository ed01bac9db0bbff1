import Foundation
import Scenes

extension Mark.Group {
  /// All paths in it, in drawing order.
  var paths: [Path] {
    var paths: [Path] = []
    Mark.group(self).visit { if case .path(let path, _) = $0 { paths.append(path) } }
    return paths
  }

  var image: Image? {
    var image: Image?
    Mark.group(self).visit { if case .image(let found, in: _) = $0 { image = image ?? found } }
    return image
  }
}

/// A curve as a picture has it.
struct DrawnCurve {
  let name: String
  let lines: [[Point]]

  /// The curves of a panel, by the names of their groups.
  static func all(in panel: Mark.Group) -> [DrawnCurve] {
    var curves: [DrawnCurve] = []
    Mark.group(panel).visit { mark in
      guard case .group(let group) = mark, group != panel, let path = group.paths.first else {
        return
      }
      for prefix in ["line ", "path "] where group.name.hasPrefix(prefix) {
        curves.append(
          DrawnCurve(name: String(group.name.dropFirst(prefix.count)), lines: path.polylines))
      }
      if group.name == "distance" {
        curves.append(DrawnCurve(name: group.name, lines: path.polylines))
      }
    }
    return curves
  }

  func distance(to place: Point) -> Double {
    var least = Double.infinity
    for line in lines {
      for (start, end) in zip(line, line.dropFirst()) {
        let move = end - start
        let length = move.x * move.x + move.y * move.y
        let reach = place - start
        let share =
          length > 0 ? min(max((reach.x * move.x + reach.y * move.y) / length, 0), 1) : 0
        least = min(least, place.distance(to: start + share * move))
      }
    }
    return least
  }
}

/// The axes of a panel, read from its ticks: places and the numbers that are written at them.
struct DrawnAxes {
  let frame: Rectangle
  /// Nil where fewer than two numbers are written, or where they follow neither scale.
  let x: Reading?
  let y: Reading?

  /// A line through the ticks, over numbers or their logarithms.
  struct Reading {
    let isLogarithmic: Bool
    let start: Double
    let slope: Double

    init?(_ ticks: [(number: Double, place: Double)]) {
      let ticks = ticks.sorted { $0.number < $1.number }
      // Two ticks above 0 fit either scale.
      guard ticks.count > 2 || ticks.count == 2 && ticks[0].number <= 0,
        let reading = [false, true].lazy.compactMap({
          Reading(ticks, isLogarithmic: $0)
        }).first
      else { return nil }
      self = reading
    }

    private init?(_ ticks: [(number: Double, place: Double)], isLogarithmic: Bool) {
      guard let first = ticks.first, let last = ticks.last, first.number < last.number,
        !isLogarithmic || first.number > 0
      else { return nil }
      let scale = { (number: Double) in isLogarithmic ? log10(number) : number }
      let slope = (last.place - first.place) / (scale(last.number) - scale(first.number))
      let start = first.place - slope * scale(first.number)
      guard ticks.allSatisfy({ abs(start + slope * scale($0.number) - $0.place) < 0.75 }) else {
        return nil
      }
      (self.isLogarithmic, self.start, self.slope) = (isLogarithmic, start, slope)
    }

    func place(_ number: Double) -> Double {
      start + slope * (isLogarithmic ? log10(number) : number)
    }
  }

  init(_ panel: Mark.Group) {
    let frame = panel.paths.first?.bounds ?? Rectangle(Size(0, 0))
    var (across, up) = ([(number: Double, place: Double)](), [(number: Double, place: Double)]())
    Mark.group(panel).visit { mark in
      guard case .text(let text) = mark, text.rotation == 0,
        let number = Self.number(text.content.plain)
      else { return }
      if text.position.y > frame.maxY, frame.minX - 1...frame.maxX + 1 ~= text.position.x {
        across.append((number, text.position.x))
      }
      if text.position.x < frame.minX, frame.minY - 1...frame.maxY + 1 ~= text.position.y {
        up.append((number, text.position.y))
      }
    }
    self.frame = frame
    x = Reading(across)
    y = Reading(up)
  }

  /// Where a point is, if both axes can be read.
  func place(_ point: Point) -> Point? {
    guard let x = x?.place(point.x), let y = y?.place(point.y), x.isFinite, y.isFinite else {
      return nil
    }
    return Point(x, y)
  }

  /// −0.5, 12 000, 10^−3, 1.2 × 10^4.
  private static func number(_ text: String) -> Double? {
    let text = text.replacing("\u{2212}", with: "-").filter { !$0.isWhitespace }
    guard let power = text.range(of: "10^") else { return Double(text) }
    let factor = text[..<power.lowerBound].replacing("×", with: "")
    guard let exponent = Double(text[power.upperBound...]) else { return nil }
    let size = pow(10, exponent)
    return factor.isEmpty ? size : factor == "-" ? -size : Double(factor).map { $0 * size }
  }
}

/// Comma-separated values, read by the rules of RFC 4180.
enum DataText {
  static func rows(_ text: String) -> [[String]] {
    var (rows, row, field, isQuoted) = ([[String]](), [String](), "", false)
    var letters = text.makeIterator()
    var letter = letters.next()
    while let now = letter {
      letter = letters.next()
      switch now {
      case "\"" where isQuoted && letter == "\"":
        field.append(now)
        letter = letters.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\n" where !isQuoted:
        rows.append(row + [field])
        (row, field) = ([], "")
      default: field.append(now)
      }
    }
    return rows
  }
}
