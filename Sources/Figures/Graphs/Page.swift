import Scenes
import Trajectories

/// What all parts of a picture look up, and what it says above and below its panels.
struct Page {
  let theme: Theme
  let language: Language
  var title = ""
  /// Beside the title.
  var subtitle = ""
  /// What the picture teaches; as many lines as it needs.
  var lesson = ""
  /// At the foot: what is not obvious, and how to make the picture again.
  var remarks: [String] = []
  /// What the file says about itself, for machines.
  var notes: [Scene.Note] = []

  init(_ theme: Theme.Name, _ language: Language, size: Size) {
    self.theme = Theme(theme, for: size)
    self.language = language
  }

  /// For data, which know no theme.
  static var plain: Page { Page(.light, .english, size: plainSize) }
  static var plainSize: Size { Size(1200, 900) }

  var numbers: NumberFormat { language.numbers }

  /// The page with what `body` draws between header and footer.
  func scene(
    size: Size, measuring: some TextMeasuring, body: (Rectangle) -> [Mark]
  ) -> Scene {
    let sizes = theme.sizes
    var rest = Rectangle(size).inset(horizontally: 1.8 * sizes.gap, vertically: 1.4 * sizes.gap)
    let width = rest.width
    let lessons = measuring.lines(of: lesson, style: lessonStyle, width: width)
    let header = rest.takeTop(
      1.35 * sizes.title + 1.35 * lessonStyle.size * Double(lessons.count) + 0.5 * sizes.gap)
    let lines = remarks.filter { !$0.isEmpty }.flatMap {
      measuring.lines(of: $0, style: footerStyle, width: width)
    }
    let footer = rest.takeBottom(1.3 * sizes.footer * Double(lines.count))
    _ = rest.takeBottom(0.8 * sizes.gap)
    return Scene(
      size: size, background: theme.colors.paper,
      title: subtitle.isEmpty ? title : "\(title): \(subtitle)", language: language.rawValue,
      notes: [Scene.Note("Software", "Descent \(Release.version)")] + notes,
      marks: body(rest) + [
        .group("header", headerMarks(header, lessons, measuring)),
        .group("footer", footerMarks(lines, footer)),
      ])
  }

  private var lessonStyle: TextStyle { theme.text(\.text, color: \.mutedInk) }
  private var footerStyle: TextStyle { theme.text(\.footer, color: \.mutedInk) }

  private func headerMarks(
    _ area: Rectangle, _ lessons: [String], _ measuring: some TextMeasuring
  ) -> [Mark] {
    let name = theme.text(\.title, weight: .bold)
    let baseline = area.minY + name.size
    let shownTitle = measuring.shortened(title, style: name, width: area.width)
    var marks: [Mark] = [.text(RichText(shownTitle), name, at: Point(area.minX, baseline))]
    let after = area.minX + measuring.width(of: RichText(shownTitle), style: name) + 0.7 * name.size
    if !subtitle.isEmpty, after < area.maxX {
      let style = theme.text(\.text)
      let shown = measuring.shortened(subtitle, style: style, width: area.maxX - after)
      marks.append(.text(RichText(shown), style, at: Point(after, baseline)))
    }
    for (index, line) in lessons.enumerated() {
      let y = baseline + 1.35 * lessonStyle.size * (Double(index) + 1.05)
      marks.append(.text(RichText(line), lessonStyle, at: Point(area.minX, y)))
    }
    return marks
  }

  private func footerMarks(_ lines: [String], _ area: Rectangle) -> [Mark] {
    lines.enumerated().map { index, line in
      .text(
        RichText(line), footerStyle,
        at: Point(area.minX, area.minY + 1.3 * footerStyle.size * (Double(index) + 0.8)))
    }
  }
}
