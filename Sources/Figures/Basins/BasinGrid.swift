import LossSurfaces
import ReproducibleMath
import Scenes
import Trajectories

/// The panels of a sheet of basin maps, in rows and columns.
struct BasinGrid<Measuring: TextMeasuring> {
  private let layout: BasinLayout<Measuring>
  private let area: Rectangle
  private let columns: Int
  private let rows: Int
  private let frames: [Rectangle]

  private var theme: Theme { layout.theme }
  private var language: Language { layout.language }
  private var map: BasinMap { layout.map }
  private var isStrip: Bool { !map.plan.learningRates.isEmpty }

  init(_ layout: BasinLayout<Measuring>, in area: Rectangle) {
    self.layout = layout
    self.area = area
    let sizes = layout.theme.sizes
    let count = layout.map.panels.count
    let domain = layout.map.plan.surface.card.domain
    let shape =
      (domain[0].upperBound - domain[0].lowerBound)
      / (domain[1].upperBound - domain[1].lowerBound)
    let aspect = min(max(shape, 0.6), 1.8)
    let left = 1.45 * sizes.text + 2.6 * sizes.small
    let bottom = 0.75 * sizes.small + sizes.small + 1.45 * sizes.text
    let head = 1.35 * sizes.text + 1.4 * sizes.small
    let free = Rectangle(
      minX: area.minX + left, minY: area.minY, maxX: area.maxX, maxY: area.maxY - bottom)
    /// The width of a panel in so many columns.
    func width(_ columns: Int) -> Double {
      let rows = (count + columns - 1) / columns
      let across = (free.width - Double(columns - 1) * 2.6 * sizes.gap) / Double(columns)
      let down = free.height / Double(rows) - head - (rows > 1 ? 0.8 * sizes.gap : 0)
      return max(1, min(across, down * aspect))
    }
    let strip = layout.map.plan.learningRates.count
    columns =
      strip > 0 ? strip : (1...count).max { (width($0), -$0) < (width($1), -$1) } ?? 1
    rows = (count + columns - 1) / columns
    let panel = Size(width(columns), width(columns) / aspect)
    let pitch = Size(
      panel.width + 2.6 * sizes.gap, panel.height + head + (rows > 1 ? 0.8 * sizes.gap : 0))
    let used = pitch.width * Double(columns) - 2.6 * sizes.gap
    let start = free.minX + max(0, (free.width - used) / 2)
    let top = free.minY + max(0, (free.height - pitch.height * Double(rows)) / 2)
    let columnCount = columns
    frames = (0..<count).map { index in
      Rectangle(
        x: (start + pitch.width * Double(index % columnCount)).rounded(),
        y: (top + head + pitch.height * Double(index / columnCount)).rounded(),
        width: panel.width.rounded(), height: panel.height.rounded())
    }
  }

  func marks() -> [Mark] {
    let contours = lines()
    return map.panels.indices.map { index in
      .group("panel \(map.panels[index].name)", panelMarks(index, contours))
    }
  }

  private func panelMarks(_ index: Int, _ contours: [Path]) -> [Mark] {
    let (panel, frame) = (map.panels[index], frames[index])
    let image = BasinImage(palette: layout.palette, side: map.plan.side, frame: frame)
    let spacing = 3.2 * theme.sizes.scale
    let hatch = Stroke(layout.palette.hatch, width: 0.8 * theme.sizes.hairline)
    var field = [image.mark(of: panel)]
    field += image.hatching(of: panel, rising: true, spacing: spacing, hatch) {
      if case .diverged = $0 { true } else { false }
    }
    field += image.hatching(of: panel, rising: false, spacing: spacing, hatch) {
      if case .left = $0 { true } else { false }
    }
    let shift = Point(frame.minX - frames[0].minX, frame.minY - frames[0].minY)
    let stroke = Stroke(theme.colors.ink.opacity(0.16), width: 0.7 * theme.sizes.hairline)
    for path in contours {
      let moved = path.mapped { Point($0.x + shift.x, $0.y + shift.y) }
      field.append(.path(moved, Paint(stroke: stroke)))
    }
    return [.group("map", clip: frame, field + minimumMarks(frame))]
      + [.rectangle(frame, Paint(stroke: theme.frameStroke))] + axes(index) + titles(index)
  }

  private func minimumMarks(_ frame: Rectangle) -> [Mark] {
    let (x, y) = scales(frame)
    let radius = min(1.25 * theme.sizes.marker, 0.03 * frame.width)
    // Where minima fill the panel, only those with a colour of their own are marked.
    let isCrowded = map.minima.count > Self.mostMarks
    let shown = isCrowded ? map.minima.prefix(BasinPalette.distinct) : map.minima[...]
    return shown.filter { $0.at.count == 2 }.map { minimum in
      let place = Point(x.position(of: minimum.at[0]), y.position(of: minimum.at[1]))
      return (minimum.isDeclared ? Marker.star : .circle).mark(
        at: place, radius: minimum.isDeclared ? radius : 0.55 * radius, theme.colors.ink,
        casing: theme.colors.casing, isHollow: !minimum.isDeclared)
    }
  }

  private static var mostMarks: Int { 150 }

  private func scales(_ frame: Rectangle) -> (x: Scale, y: Scale) {
    let domain = map.plan.surface.card.domain
    return (
      Scale(domain: domain[0], from: frame.minX, to: frame.maxX),
      Scale(domain: domain[1], from: frame.maxY, to: frame.minY)
    )
  }

  /// Contour lines in the first panel's frame; none for a slice of more dimensions.
  private func lines() -> [Path] {
    guard map.plan.surface.dimension == 2, let frame = frames.first else { return [] }
    let measure = LossMeasure(lowest: map.plan.surface.card.lowestValue, map.minima.map(\.value))
    var surface = map.plan.surface
    let start = surface.value(at: map.plan.base.span)
    return SurfaceMap(
      surface, in: frame, measure: measure, best: measure.best, start: start, theme: theme,
      threads: layout.threads
    ).lines
  }

  /// Axes at the left column, and below the last panel of each column.
  private func axes(_ index: Int) -> [Mark] {
    let frame = frames[index]
    let (x, y) = scales(frame)
    let labels = map.plan.surface.card.axisLabels
    var marks: [Mark] = []
    if index + columns >= frames.count {
      let ticks = x.ticks(
        about: max(2, Int(frame.width / (4.5 * theme.sizes.small))), format: language.numbers)
      marks +=
        Axis(.bottom, x, ticks: ticks, title: RichText(labels[0]))
        .marks(along: frame, theme: theme, measuring: layout.measuring).axis
    }
    if index % columns == 0 {
      let ticks = y.ticks(
        about: max(2, Int(frame.height / (3.5 * theme.sizes.small))), format: language.numbers)
      // In a strip, a row is an optimizer, whose name has no room above every panel.
      let name = Words.runName(map.panels[index].name, language)
      marks +=
        Axis(.left, y, ticks: ticks, title: RichText(isStrip ? name : labels[1]))
        .marks(along: frame, theme: theme, measuring: layout.measuring).axis
    }
    return marks
  }

  /// Above the frame: who and at which rate, and which share of the starts ended where.
  private func titles(_ index: Int) -> [Mark] {
    let (panel, frame) = (map.panels[index], frames[index])
    let name = theme.text(\.text, weight: .medium)
    let small = theme.text(\.footer)
    let rate = RichText("α\u{2009}=\u{2009}") + language.numbers.rich(panel.learningRate)
    let origin = RichText(" " + originText(panel)).color(theme.colors.mutedInk)
    let top = frame.minY - 1.7 * theme.sizes.small
    var marks: [Mark] = []
    var full = rate
    if !isStrip, !originText(panel).isEmpty { full = rate + origin }
    let rateWidth = layout.measuring.width(of: full, style: small)
    let room = isStrip ? 0 : frame.width - rateWidth - 0.5 * name.size
    let label = Words.runName(panel.name, language)
    if room > 2 * name.size {
      let shown = layout.measuring.shortened(label, style: name, width: room)
      marks.append(.text(RichText(shown), name, at: Point(frame.minX, top)))
      marks.append(.text(full, small.anchored(.end), at: Point(frame.maxX, top)))
    } else {
      marks.append(.text(rate, name, at: Point(frame.minX, top)))
    }
    let place = Point(frame.minX, frame.minY - 0.55 * theme.sizes.small)
    marks.append(.text(shares(panel, width: frame.width), small, at: place))
    return marks
  }

  private func originText(_ panel: BasinPanel) -> String {
    switch panel.plan.origin {
    case .stated: ""
    case .byDefault: Words.byDefault(language)
    case .same: Words.same(language)
    case .tuned(_, nil): Words.tuned(language)
    case .tuned: Words.tunedAtEdge(language)
    }
  }

  /// As many shares as there is room for, the largest first.
  private func shares(_ panel: BasinPanel, width: Double) -> RichText {
    let small = theme.text(\.footer)
    let own = map.minima.indices.prefix(BasinPalette.distinct)
    var shared = own.map { (share: panel.share(ofMinimum: $0), index: $0) }
    if map.minima.count > own.count {
      let rest = panel.share { fate in
        if case .reached(let target, _) = fate { target >= own.count } else { false }
      }
      shared.append((rest, own.count))
    }
    var parts = shared.filter { $0.share > 0 }
      .sorted { (-$0.share, $0.index) < (-$1.share, $1.index) }
      .map { part in
        RichText([.init("■\u{2009}", color: layout.palette.minima[part.index])])
          + RichText(percent(part.share))
      }
    let others = [
      (panel.undecidedShare, Words.undecided(language)),
      (panel.divergedShare, Words.divergedFate(language)),
      (panel.leftShare, Words.leftFate(language)),
    ].filter { $0.0 > 0 }
      .map { RichText("\($0.1)\u{2009}" + percent($0.0)).color(theme.colors.mutedInk) }
    while true {
      let text = (parts + others).reduce(RichText("")) { text, part in
        text.spans.isEmpty ? part : text + RichText("   ") + part
      }
      if parts.count < 2 || layout.measuring.width(of: text, style: small) <= width { return text }
      parts.removeLast()
    }
  }

  private func percent(_ share: Double) -> String {
    let least = 0.0005
    let text = language.numbers.fixed(100 * max(share, 2 * least), places: 1) + "\u{202F}%"
    return share < least ? "<\u{2009}" + text : text
  }
}
