import Scenes

/// The classes of a data set in a row, each with its marker.
struct ClassKey {
  let names: [String]
  let colors: ClassColors

  func marks(in strip: Rectangle, _ page: Page, _ measuring: some TextMeasuring) -> [Mark] {
    let style = page.theme.text(\.small, color: \.mutedInk).anchored(.start, .middle)
    var x = strip.minX + style.size
    var marks: [Mark] = []
    for (label, name) in names.enumerated() {
      let width = measuring.width(of: RichText(name), style: style)
      guard x + width + 2 * style.size < strip.maxX else { break }
      marks.append(
        colors.marker(label).mark(
          at: Point(x, strip.center.y), radius: 0.8 * page.theme.sizes.marker, colors.color(label),
          casing: page.theme.colors.casing))
      marks.append(.text(RichText(name), style, at: Point(x + 0.8 * style.size, strip.center.y)))
      x += width + 2.6 * style.size
    }
    return [.group("key", marks)]
  }
}
