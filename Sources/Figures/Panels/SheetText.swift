import LossSurfaces
import Scenes
import Trajectories

/// The texts above and below what a picture shows.
///
/// Of a small picture they take no more than a share: a lesson that is too long is left out, and of
/// the foot stays what made the picture.
struct SheetText<Measuring: TextMeasuring> {
  let theme: Theme
  let measuring: Measuring
  /// Of the picture.
  let size: Size

  /// What lies within the picture's margins.
  var area: Rectangle {
    Rectangle(size).inset(
      horizontally: 1.8 * theme.sizes.gap, vertically: 1.4 * theme.sizes.gap)
  }

  private var width: Double { area.width }

  /// Text in lines that know how high they are.
  struct Block {
    let height: Double
    let make: (Rectangle) -> [Mark]

    func marks(at area: Rectangle) -> [Mark] { make(area) }
  }

  /// Name and subtitle in one line, and what the surface teaches below.
  func header(of card: SurfaceCard, subtitle: String, _ language: Language) -> Block {
    let name = theme.text(\.title, weight: .bold)
    let called = card.name(language)
    let lesson = lesson(card.lesson[language.rawValue] ?? "")
    // A surface that was given as a formula has no other name.
    let isFormula = card.name == card.formula
    var title = isFormula ? card.formula(language) : RichText(called)
    if measuring.width(of: title, style: name) > 0.5 * width {
      title = RichText(measuring.shortened(called, style: name, width: 0.5 * width))
    }
    return Block(height: 1.35 * name.size + lesson.height + 0.5 * theme.sizes.gap) { area in
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
      return marks + lesson.marks(at: Rectangle(area, below: baseline))
    }
  }

  /// What a picture teaches, in as many lines as it needs, below a baseline.
  func lesson(_ text: String) -> Block {
    let style = theme.text(\.text, color: \.mutedInk)
    var lines = measuring.lines(of: text, style: style, width: width)
    if Theme.isCramped(size), 1.35 * style.size * Double(lines.count) > 0.09 * size.height {
      lines = []
    }
    return block(lines, style, pitch: 1.35 * style.size, first: 1.05)
  }

  /// Paragraphs in small letters, in a group of their own.
  func footer(_ paragraphs: [String]) -> Block {
    let style = theme.text(\.footer, color: \.mutedInk)
    let block = block(footerLines(paragraphs, style), style, pitch: 1.3 * style.size, first: 0.8)
    return Block(height: block.height) { [.group("footer", block.marks(at: $0))] }
  }

  /// Remarks give way first, then the beginning of the last line: what made the picture ends it.
  private func footerLines(_ paragraphs: [String], _ style: TextStyle) -> [String] {
    func lines(_ paragraphs: ArraySlice<String>) -> [String] {
      paragraphs.flatMap { measuring.lines(of: $0, style: style, width: width) }
    }
    guard Theme.isCramped(size) else { return lines(paragraphs[...]) }
    let room = 0.1 * size.height + 0.15 * max(0, size.height - size.width)
    let most = max(2, Int(room / (1.3 * style.size)))
    var kept = paragraphs.filter { !$0.isEmpty }[...]
    while lines(kept).count > most, kept.count > 1 { kept.removeFirst() }
    var parts = kept.last?.split(separator: " · ")[...] ?? []
    while lines(kept).count > most, parts.count > 1 {
      parts.removeFirst()
      kept = [parts.joined(separator: " · ")]
    }
    return lines(kept)
  }

  /// - Parameter first: how far below the area's top the first baseline lies, in pitches.
  private func block(
    _ lines: [String], _ style: TextStyle, pitch: Double, first: Double
  ) -> Block {
    Block(height: pitch * Double(lines.count)) { area in
      lines.enumerated().map { index, line in
        .text(
          RichText(line), style,
          at: Point(area.minX, area.minY + pitch * (Double(index) + first)))
      }
    }
  }
}

extension Rectangle {
  /// What of a box lies below a height.
  init(_ box: Rectangle, below y: Double) {
    self.init(minX: box.minX, minY: y, maxX: box.maxX, maxY: box.maxY)
  }
}

extension Scene {
  /// A picture without room for all its labels keeps those that can be read, its title and its foot.
  func readable(_ measuring: some TextMeasuring) -> Scene {
    Theme.isCramped(size) ? readable(first: ["header", "footer"], measuring: measuring) : self
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
    let text = SheetText(theme: theme, measuring: measuring, size: size)
    var rest = text.area
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
        .group("header", header.marks(at: headerArea))
      ] + footer.marks(at: footerArea)
    ).readable(measuring)
  }
}
