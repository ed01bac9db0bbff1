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
    let parts = parts(size: size, measuring: measuring)
    return Scene(
      size: size, background: theme.colors.paper,
      title: subtitle.isEmpty ? title : "\(title): \(subtitle)", language: language.rawValue,
      notes: [Scene.Note("Software", "Descent \(Release.version)")] + notes,
      marks: body(parts.body) + [
        .group("header", headerMarks(parts.header, parts.lesson, measuring))
      ] + parts.footer.marks(at: parts.footerArea)
    ).readable(measuring)
  }

  /// What lies between header and footer.
  func body(size: Size, measuring: some TextMeasuring) -> Rectangle {
    parts(size: size, measuring: measuring).body
  }

  private struct Parts<Measuring: TextMeasuring> {
    var header: Rectangle
    var lesson: SheetText<Measuring>.Block
    var body: Rectangle
    var footer: SheetText<Measuring>.Block
    var footerArea: Rectangle
  }

  private func parts<Measuring>(size: Size, measuring: Measuring) -> Parts<Measuring> {
    let text = SheetText(theme: theme, measuring: measuring, size: size)
    var rest = text.area
    let lesson = text.lesson(lesson)
    let header = rest.takeTop(1.35 * theme.sizes.title + lesson.height + 0.5 * theme.sizes.gap)
    let footer = text.footer(remarks)
    let footerArea = rest.takeBottom(footer.height)
    _ = rest.takeBottom(0.8 * theme.sizes.gap)
    return Parts(
      header: header, lesson: lesson, body: rest, footer: footer, footerArea: footerArea)
  }

  private func headerMarks<Measuring>(
    _ area: Rectangle, _ lesson: SheetText<Measuring>.Block, _ measuring: Measuring
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
    return marks + lesson.marks(at: Rectangle(area, below: baseline))
  }
}
