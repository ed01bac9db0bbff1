import LossSurfaces
import ReproducibleMath
import Scenes
import Trajectories

/// The heat map with a row for each optimizer, and the good regions beside it.
struct SensitivityTable<Measuring: TextMeasuring> {
  private let layout: SensitivityLayout<Measuring>
  private let heat: Rectangle
  private let widths: Rectangle
  private let rowHeight: Double
  private let letters: Double

  private var theme: Theme { layout.theme }
  private var language: Language { layout.language }
  private var sensitivity: Sensitivity { layout.sensitivity }
  private var rates: [Double] { sensitivity.plan.rates }
  private var columnWidth: Double { heat.width / Double(rates.count) }

  init(_ layout: SensitivityLayout<Measuring>, in area: Rectangle) {
    self.layout = layout
    let sizes = layout.theme.sizes
    var area = area
    _ = area.takeTop(1.5 * sizes.footer)
    _ = area.takeBottom(0.75 * sizes.small + sizes.small + 1.45 * sizes.text)
    let rows = Double(layout.sensitivity.rows.count)
    rowHeight = min(area.height / rows, 14 * sizes.text)
    letters = max(Theme.leastLetters, min(sizes.text, 0.82 * rowHeight))
    area.maxY = area.minY + rowHeight * rows
    let style = layout.theme.text(\.text).with(size: letters)
    let names = layout.sensitivity.rows.map {
      layout.measuring.width(
        of: RichText(Words.runName($0.name, layout.language)), style: style)
    }
    _ = area.takeLeft(min((names.max() ?? 0) + 0.8 * sizes.text, 0.3 * area.width))
    widths = area.takeRight(0.26 * area.width)
    _ = area.takeRight(3 * sizes.gap)
    heat = area
  }

  func marks() -> [Mark] {
    let rows = sensitivity.rows.indices.map { index in
      Mark.group("row \(sensitivity.rows[index].name)", row(index))
    }
    return rows + [
      .rectangle(heat, Paint(stroke: theme.frameStroke)),
      .rectangle(widths, Paint(stroke: theme.frameStroke)),
    ] + rateAxis() + widthAxis()
  }

  private func band(_ row: Int) -> Rectangle {
    Rectangle(
      x: heat.minX, y: heat.minY + rowHeight * Double(row), width: heat.width, height: rowHeight)
  }

  private func cell(_ row: Int, _ column: Int) -> Rectangle {
    Rectangle(
      x: heat.minX + columnWidth * Double(column), y: heat.minY + rowHeight * Double(row),
      width: columnWidth, height: rowHeight)
  }

  /// Rows that are lower than letters cannot all have their names beside them.
  private func isNamed(_ index: Int) -> Bool {
    index % max(1, Int((0.9 * letters / rowHeight).rounded(.up))) == 0
  }

  private func row(_ index: Int) -> [Mark] {
    let row = sensitivity.rows[index]
    let name = theme.text(\.text).with(size: letters)
    let room = heat.minX - 0.6 * theme.sizes.text - 1.8 * theme.sizes.gap
    let label = layout.measuring.shortened(
      Words.runName(row.name, language), style: name, width: room)
    var marks: [Mark] = []
    if isNamed(index) {
      marks.append(
        .text(
          RichText(label), name.anchored(.end, .middle),
          at: Point(heat.minX - 0.5 * theme.sizes.text, band(index).center.y)))
    }
    for (column, value) in row.cells.enumerated() {
      marks += cellMarks(value, in: cell(index, column))
    }
    if let best = row.best { marks += bestMarks(row, cell(index, best)) }
    marks += defaultTick(row, band(index))
    return marks + widthMarks(row, index)
  }

  /// The median's colour; hatched where most runs diverged, with a corner where some did.
  private func cellMarks(_ value: RateSweep.Cell, in box: Rectangle) -> [Mark] {
    guard value.median.isFinite else {
      return [
        .rectangle(box, .fill(theme.colors.paper)), SensitivityKey<Measuring>.hatching(box, theme),
      ]
    }
    let fill = Mark.rectangle(
      Rectangle(
        minX: box.minX, minY: box.minY, maxX: box.maxX + 0.3, maxY: box.maxY + 0.3),
      .fill(layout.palette.color(value.median)))
    guard value.diverged > 0 else { return [fill] }
    let side = 0.4 * min(box.width, box.height)
    let corner = [
      Point(box.maxX, box.minY), Point(box.maxX, box.minY + side), Point(box.maxX - side, box.minY),
    ]
    return [fill, .path(Path(corner, closed: true), .fill(theme.colors.ink))]
  }

  /// A ring; a triangle where the best rate is the first or last of all.
  private func bestMarks(_ row: Sensitivity.Row, _ box: Rectangle) -> [Mark] {
    let radius = min(0.34 * min(box.width, box.height), 1.2 * theme.sizes.marker)
    let shape: Marker = row.isBestAtEdge ? .triangleUp : .circle
    return [
      shape.mark(
        at: box.center, radius: radius, theme.colors.ink, casing: theme.colors.paper,
        isHollow: true)
    ]
  }

  /// A tick at the foot of the row where the optimizer's own rate lies.
  private func defaultTick(_ row: Sensitivity.Row, _ band: Rectangle) -> [Mark] {
    guard row.defaultRate > 0, let x = place(of: row.defaultRate), x >= heat.minX, x <= heat.maxX
    else { return [] }
    let stroke = Stroke(
      theme.colors.ink, width: 1.6 * theme.sizes.hairline,
      casing: .init(theme.colors.paper, margin: 0.5 * theme.sizes.hairline))
    return [
      .line(
        from: Point(x, band.maxY - 0.3 * band.height), to: Point(x, band.maxY - 1), stroke)
    ]
  }

  /// Where a rate lies between the middles of the cells.
  private func place(of rate: Double) -> Double? {
    guard let first = rates.first, let last = rates.last, first < last else { return nil }
    let share = Decades.between(first, rate) / Decades.between(first, last)
    return heat.minX + columnWidth / 2 + share * (heat.width - columnWidth)
  }

  private func rateAxis() -> [Mark] {
    guard let first = rates.first, let last = rates.last else { return [] }
    let half = columnWidth / 2
    let scale = Scale(
      .logarithmic, domain: first...last, from: heat.minX + half, to: heat.maxX - half)
    let count = max(2, Int(heat.width / (5 * theme.sizes.small)))
    let ticks = scale.ticks(about: count, format: language.numbers).filter(\.isMajor)
    return Axis(.bottom, scale, ticks: ticks, title: RichText(Words.learningRate(language)))
      .marks(along: heat, theme: theme, measuring: layout.measuring).axis
  }
}

extension SensitivityTable {
  /// Decades below and above the best rate that the right panel shows.
  private var reach: ClosedRange<Double> {
    var (low, high) = (-1.0, 1.0)
    for row in sensitivity.rows {
      guard let best = row.best, let good = sensitivity.goodRegion(row) else { continue }
      let rate = row.cells[best].rate
      low = min(low, Decades.between(rate, row.cells[good.lowerBound].rate) - 0.3)
      high = max(high, Decades.between(rate, row.cells[good.upperBound].rate) + 0.3)
    }
    return low.rounded(.down)...high.rounded(.up)
  }

  private var widthScale: Scale {
    Scale(domain: reach, from: widths.minX, to: widths.maxX - 2.6 * theme.sizes.small)
  }

  /// The good region as a bar about the best rate, and how many decades it spans.
  private func widthMarks(_ row: Sensitivity.Row, _ index: Int) -> [Mark] {
    guard let best = row.best, let good = sensitivity.goodRegion(row) else { return [] }
    let y = band(index).center.y
    let half = Decades.between(rates[0], rates[rates.count - 1]) / Double(rates.count - 1) / 2
    let rate = row.cells[best].rate
    func x(_ column: Int, _ side: Double) -> Double {
      widthScale.position(of: Decades.between(rate, row.cells[column].rate) + side * half)
    }
    let bar = Rectangle(
      minX: x(good.lowerBound, -1), minY: y - 0.28 * rowHeight, maxX: x(good.upperBound, 1),
      maxY: y + 0.28 * rowHeight)
    let text = language.numbers.fixed(sensitivity.goodDecades(row), places: 1)
    let style = theme.text(\.small).with(size: min(theme.sizes.small, letters))
    let number = Mark.text(
      RichText(text), style.anchored(.end, .middle),
      at: Point(widths.maxX - 0.4 * theme.sizes.small, y))
    return [
      .rectangle(
        bar, .fill(layout.palette.color(level: layout.palette.level(row.cells[best].median)))),
      .rectangle(bar, Paint(stroke: Stroke(theme.colors.frame, width: theme.sizes.hairline))),
    ] + (isNamed(index) ? [number] : [])
  }

  private func widthAxis() -> [Mark] {
    let scale = widthScale
    let zero = scale.position(of: 0)
    let (low, high) = (Int(reach.lowerBound), Int(reach.upperBound))
    let step = high - low > 10 ? 4 : (high - low > 5 ? 2 : 1)
    let ticks = Swift.stride(from: low / step * step, through: high, by: step)
      .map { exponent in
        Tick(
          Double(exponent),
          exponent == 0 ? RichText("1") : language.numbers.powerOfTen(exponent))
      }
    let axis = Axis(.bottom, scale, ticks: ticks, title: RichText(Words.rateOverBest(language)))
      .marks(along: widths, theme: theme, measuring: layout.measuring).axis
    let style = theme.text(\.footer, color: \.mutedInk)
    return [
      .line(from: Point(zero, widths.minY), to: Point(zero, widths.maxY), theme.gridStroke)
    ] + axis + [
      .text(
        RichText(Words.decades(language)), style.anchored(.end),
        at: Point(widths.maxX, widths.minY - 0.45 * theme.sizes.footer))
    ]
  }
}
