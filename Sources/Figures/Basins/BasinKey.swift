import Scenes
import Trajectories

/// What the colours of basin maps mean.
struct BasinKey<Measuring: TextMeasuring> {
  private let layout: BasinLayout<Measuring>
  private var theme: Theme { layout.theme }
  private var language: Language { layout.language }

  init(_ layout: BasinLayout<Measuring>) { self.layout = layout }

  /// One entry: a sign of some width, and what it stands for.
  private struct Entry {
    let signWidth: Double
    let text: RichText
    let sign: (Rectangle) -> [Mark]
  }

  private var style: TextStyle { theme.text(\.footer) }
  private var side: Double { 1.05 * style.size }

  func height(width: Double) -> Double {
    Double(rows(width: width).count) * 1.5 * style.size
  }

  func marks(in area: Rectangle) -> [Mark] {
    var marks: [Mark] = []
    for (index, row) in rows(width: area.width).enumerated() {
      var x = area.minX
      let y = area.minY + 1.5 * style.size * (Double(index) + 0.5)
      for entry in row {
        let box = Rectangle(x: x, y: y - side / 2, width: entry.signWidth, height: side)
        marks += entry.sign(box)
        x += entry.signWidth + 0.45 * style.size
        marks.append(.text(entry.text, style.anchored(.start, .middle), at: Point(x, y)))
        x += layout.measuring.width(of: entry.text, style: style) + 1.6 * style.size
      }
    }
    return marks
  }

  /// The entries, as many to a row as there is room for.
  private func rows(width: Double) -> [[Entry]] {
    var rows: [[Entry]] = [[]]
    var used = 0.0
    for entry in entries {
      let needed =
        entry.signWidth + layout.measuring.width(of: entry.text, style: style) + 2.05 * style.size
      if used + needed > width, !rows[rows.count - 1].isEmpty {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += needed
    }
    return rows
  }

  private var entries: [Entry] {
    let (map, palette) = (layout.map, layout.palette)
    var entries = map.minima.indices.prefix(BasinPalette.distinct).map { index -> Entry in
      let minimum = map.minima[index]
      let value = language.numbers.rich(minimum.value, digits: 4)
      let suffix = minimum.isDeclared ? "" : " " + Words.found(language)
      return box(
        palette.minima[index],
        RichText(language.point(minimum.at) + "  f\u{2009}=\u{2009}") + value + RichText(suffix))
    }
    if map.minima.count > BasinPalette.distinct {
      let rest = map.minima.count - BasinPalette.distinct
      entries.append(
        box(palette.minima[BasinPalette.distinct], RichText(Words.otherMinima(language, "\(rest)")))
      )
    }
    if !map.minima.isEmpty { entries.append(rampEntry) }
    if map.panels.contains(where: { $0.undecidedShare > 0 }) {
      entries.append(box(palette.undecided, RichText(Words.undecidedKey(language))))
    }
    if map.panels.contains(where: { $0.divergedShare > 0 }) {
      entries.append(hatched(Words.divergedKey(language), rising: true))
    }
    if map.panels.contains(where: { $0.leftShare > 0 }) {
      entries.append(hatched(Words.leftKey(language), rising: false))
    }
    return entries
  }

  private var outline: Stroke {
    Stroke(theme.colors.frame, width: theme.sizes.hairline, join: .miter)
  }

  private func box(_ color: Color, _ text: RichText) -> Entry {
    Entry(signWidth: side, text: text) { [.rectangle($0, Paint(fill: color, stroke: outline))] }
  }

  private var rampEntry: Entry {
    let palette = layout.palette
    let low = language.numbers.integer(Int(palette.fewest))
    let high = language.numbers.integer(Int(palette.most))
    return Entry(
      signWidth: 5 * side, text: RichText(Words.evaluationsKey(language, low, high))
    ) { area in
      let colors = palette.ramp(ofMinimum: 0)
      let width = area.width / Double(colors.count)
      return colors.enumerated().map { index, color in
        .rectangle(
          Rectangle(
            x: area.minX + width * Double(index), y: area.minY, width: width + 0.5,
            height: area.height), .fill(color))
      } + [.rectangle(area, Paint(stroke: outline))]
    }
  }

  private func hatched(_ text: String, rising: Bool) -> Entry {
    let palette = layout.palette
    let stroke = Stroke(palette.hatch, width: 0.8 * theme.sizes.hairline)
    return Entry(signWidth: 2 * side, text: RichText(text)) { area in
      var path = Path()
      let spacing = 3.2 * theme.sizes.scale
      for x in Swift.stride(from: area.minX - area.height, to: area.maxX, by: spacing) {
        let ends = [
          Point(x, rising ? area.maxY : area.minY),
          Point(x + area.height, rising ? area.minY : area.maxY),
        ]
        for run in LineClipping.polyline(ends, to: area) { path.append(run.points) }
      }
      return [
        .rectangle(area, .fill(palette.hatchGround)), .path(path, Paint(stroke: stroke)),
        .rectangle(area, Paint(stroke: outline)),
      ]
    }
  }
}
