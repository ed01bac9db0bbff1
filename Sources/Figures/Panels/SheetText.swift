import LossSurfaces
import Scenes
import Trajectories

/// The texts above and below a sheet of panels.
struct SheetText<Measuring: TextMeasuring> {
  let theme: Theme
  let measuring: Measuring
  let width: Double

  /// Text in lines that know how high they are.
  struct Block {
    let height: Double
    let make: (Rectangle) -> [Mark]

    func marks(at area: Rectangle) -> [Mark] { make(area) }
  }

  /// Name and subtitle in one line, and what the surface teaches below.
  func header(of card: SurfaceCard, subtitle: String, _ language: Language) -> Block {
    let name = theme.text(\.title, weight: .bold)
    let lessonStyle = theme.text(\.text, color: \.mutedInk)
    let called = card.name(language)
    let lines =
      card.lesson[language.rawValue].map {
        measuring.lines(of: $0, style: lessonStyle, width: width)
      } ?? []
    // A surface that was given as a formula has no other name.
    let isFormula = card.name == card.formula
    var title = isFormula ? card.formula(language) : RichText(called)
    if measuring.width(of: title, style: name) > 0.5 * width {
      title = RichText(measuring.shortened(called, style: name, width: 0.5 * width))
    }
    let height = 1.35 * name.size + 1.35 * lessonStyle.size * Double(lines.count)
    return Block(height: height + 0.5 * theme.sizes.gap) { area in
      let baseline = area.minY + name.size
      let after = area.minX + measuring.width(of: title, style: name) + 0.7 * name.size
      let style = theme.text(\.text)
      let shown = measuring.shortened(subtitle, style: style, width: area.maxX - after)
      var marks: [Mark] = [
        .text(title, name, at: Point(area.minX, baseline)),
        .text(RichText(shown), style, at: Point(after, baseline)),
      ]
      let formula = "f = " + card.formula(language)
      let muted = theme.text(\.text, color: \.mutedInk).anchored(.end)
      let used = after + measuring.width(of: RichText(shown), style: style) + name.size
      if !isFormula, measuring.width(of: formula, style: muted) < area.maxX - used {
        marks.append(.text(formula, muted, at: Point(area.maxX, baseline)))
      }
      for (index, line) in lines.enumerated() {
        let y = baseline + 1.35 * lessonStyle.size * (Double(index) + 1.05)
        marks.append(.text(RichText(line), lessonStyle, at: Point(area.minX, y)))
      }
      return marks
    }
  }

  /// Paragraphs in small letters.
  func footer(_ paragraphs: [String]) -> Block {
    let style = theme.text(\.footer, color: \.mutedInk)
    let lines = paragraphs.flatMap { measuring.lines(of: $0, style: style, width: width) }
    return Block(height: 1.3 * style.size * Double(lines.count)) { area in
      lines.enumerated().map { index, line in
        .text(
          RichText(line), style,
          at: Point(area.minX, area.minY + 1.3 * style.size * (Double(index) + 0.8)))
      }
    }
  }
}

/// What a sheet of panels on one surface says of itself, around what it shows.
struct SurfaceSheet<Measuring: TextMeasuring> {
  let theme: Theme
  let language: Language
  let measuring: Measuring
  let size: Size

  /// - Parameters:
  ///   - remarks: at the foot: what is not obvious, and how to make the picture again.
  ///   - body: draws what lies between header and footer.
  func scene(
    of card: SurfaceCard, subtitle: String, remarks: [String], notes: [Scene.Note],
    body: (Rectangle) -> [Mark]
  ) -> Scene {
    let sizes = theme.sizes
    var rest = Rectangle(size).inset(horizontally: 1.8 * sizes.gap, vertically: 1.4 * sizes.gap)
    let text = SheetText(theme: theme, measuring: measuring, width: rest.width)
    let header = text.header(of: card, subtitle: subtitle, language)
    let headerArea = rest.takeTop(header.height)
    let footer = text.footer(remarks)
    let footerArea = rest.takeBottom(footer.height)
    return Scene(
      size: size, background: theme.colors.paper, title: "\(card.name(language)): \(subtitle)",
      language: language.rawValue,
      notes: [
        Scene.Note("Software", "Descent \(Release.version)"), Scene.Note("Surface", card.key),
        Scene.Note("Formula", card.formula),
      ] + notes,
      marks: body(rest) + [
        .group("header", header.marks(at: headerArea)),
        .group("footer", footer.marks(at: footerArea)),
      ])
  }
}
