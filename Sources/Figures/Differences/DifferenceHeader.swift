import Scenes
import Trajectories

/// What broke, in words and numbers, above a picture of two paths.
struct DifferenceHeader {
  let figure: PathDifferenceFigure
  let theme: Theme

  func marks(
    taking rest: inout Rectangle, title: String, measuring: some TextMeasuring
  ) -> [Mark] {
    let name = theme.text(\.title, weight: .bold)
    let text = theme.text(\.text)
    let alarm = theme.text(\.text, weight: .bold, color: \.alarm)
    var marks: [Mark] = []
    func put(_ line: String, _ style: TextStyle) {
      let area = rest.takeTop(1.4 * style.size)
      marks.append(
        .text(RichText(line), style, at: Point(area.minX, area.minY + style.size)))
    }
    put(measuring.shortened(title, style: name, width: rest.width), name)
    for line in measuring.lines(of: sentence, style: alarm, width: rest.width) { put(line, alarm) }
    for line in measuring.lines(of: explanation, style: text, width: rest.width) { put(line, text) }
    marks += key(in: rest.takeTop(1.9 * text.size), measuring)
    _ = rest.takeTop(0.3 * theme.sizes.gap)
    return [.group("header", marks)]
  }

  /// The first thing that differs.
  private var sentence: String {
    let language = figure.language
    switch figure.difference {
    case .number(let step, let place, let recorded, let found):
      let words = figure.isForeign ? Words.firstForeignNumber : Words.firstNumber
      return words(
        language, "\(step)", place, digits(recorded), digits(found))
    case .numbers(let step, let place, _, let found):
      return Words.firstMemory(
        language, "\(step)", place, found.prefix(4).map(digits).joined(separator: " "))
    default: return "\(figure.difference)"
    }
  }

  /// All digits: the last is the one that matters.
  private func digits(_ number: Double) -> String {
    "\(number)".replacing(".", with: figure.language.numbers.decimalSeparator)
  }

  private var explanation: String {
    Words.goldenRun(
      figure.language, figure.golden.surface, figure.language.point(figure.golden.start),
      figure.language.numbers.integer(figure.golden.steps),
      figure.language.numbers.short(
        figure.golden.sensitivity(upTo: figure.golden.steps), digits: 2),
      Release.version)
  }

  private func key(in area: Rectangle, _ measuring: some TextMeasuring) -> [Mark] {
    let style = theme.text(\.text).anchored(.start, .middle)
    var x = area.minX
    var marks: [Mark] = []
    let names =
      figure.isForeign
      ? [Words.ownPath, Words.loggedPath] : [Words.recordedPath, Words.foundPath]
    for (words, isRecorded) in zip(names, [true, false]) {
      let line = DifferenceStyle.stroke(isRecorded: isRecorded, theme)
      let end = Point(x + 3 * style.size, area.center.y)
      marks.append(.line(from: Point(x, area.center.y), to: end, line))
      let text = RichText(words(figure.language))
      x = end.x + 0.6 * style.size
      marks.append(.text(text, style, at: Point(x, area.center.y)))
      x += measuring.width(of: text, style: style) + 2 * style.size
    }
    return [.group("key", marks)]
  }
}

/// How the recorded path and the one of today look, wherever they are drawn.
enum DifferenceStyle {
  static func stroke(isRecorded: Bool, _ theme: Theme) -> Stroke {
    isRecorded
      ? theme.stroke(theme.colors.ink)
      : theme.stroke(theme.colors.series.vermilion, dash: DashPattern.short.lengths)
  }
}
