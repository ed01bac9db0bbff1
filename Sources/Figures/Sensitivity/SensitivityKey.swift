import Scenes
import Trajectories

/// What the colours and signs of a sensitivity sheet mean.
struct SensitivityKey<Measuring: TextMeasuring> {
  private let layout: SensitivityLayout<Measuring>
  private var theme: Theme { layout.theme }
  private var language: Language { layout.language }

  init(_ layout: SensitivityLayout<Measuring>) { self.layout = layout }

  func marks(in area: Rectangle) -> [Mark] {
    let style = theme.text(\.footer).anchored(.start, .middle)
    let y = area.center.y
    let side = 1.1 * style.size
    var x = area.minX
    var marks: [Mark] = []
    func say(_ text: RichText) {
      marks.append(.text(text, style, at: Point(x, y)))
      x += layout.measuring.width(of: text, style: style) + 0.5 * style.size
    }
    func box(_ width: Double) -> Rectangle {
      defer { x += width + 0.5 * style.size }
      return Rectangle(x: x, y: y - side / 2, width: width, height: side)
    }
    let outline = Stroke(theme.colors.frame, width: theme.sizes.hairline, join: .miter)
    say(RichText(layout.gapName + " "))
    say(power(layout.palette.low))
    let ramp = box(10 * side)
    for index in 0..<40 {
      // From the lowest gap at the left to three decades above the starts at the right.
      let level = 1 - 2 * Double(index) / 39
      let part = Rectangle(
        x: ramp.minX + ramp.width * Double(index) / 40, y: ramp.minY, width: ramp.width / 40 + 0.5,
        height: ramp.height)
      marks.append(.rectangle(part, .fill(layout.palette.color(level: level))))
    }
    marks.append(.rectangle(ramp, Paint(stroke: outline)))
    marks.append(
      .line(from: Point(ramp.center.x, ramp.minY), to: Point(ramp.center.x, ramp.maxY), outline))
    say(power(layout.palette.start + 3))
    say(RichText(Words.middleIsStart(language)))
    x += style.size
    let hatched = box(1.6 * side)
    marks += [Self.hatching(hatched, theme), .rectangle(hatched, Paint(stroke: outline))]
    say(RichText(Words.mostDiverged(language)))
    x += style.size
    say(RichText(Words.sensitivitySigns(language)))
    return marks
  }

  private func power(_ exponent: Double) -> RichText {
    language.numbers.powerOfTen(Int(exponent.rounded()))
  }

  /// Rising lines over a box.
  static func hatching(_ box: Rectangle, _ theme: Theme) -> Mark {
    var path = Path()
    let spacing = 3 * theme.sizes.scale
    // From a common origin, so that neighbours join.
    let first = ((box.minX - box.height) / spacing).rounded(.down) * spacing
    for x in Swift.stride(from: first, to: box.maxX, by: spacing) {
      let ends = [Point(x, box.maxY), Point(x + box.height, box.minY)]
      for run in LineClipping.polyline(ends, to: box) { path.append(run.points) }
    }
    return .path(
      path, Paint(stroke: Stroke(theme.colors.mutedInk, width: 0.8 * theme.sizes.hairline)))
  }
}
