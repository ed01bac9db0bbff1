import LossSurfaces
import ReproducibleMath
import Scenes

/// The convergence rate over learning rate and momentum, exact in colours, measured as lines on it.
struct RateMap: Sendable {
  let theory: MomentumTheory
  let surface: LossSurface
  let start: [Double]
  let language: Language
  let threads: Int

  private static let levels = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1]

  private func scalarField(_ frame: GraphFrame, cell: Double, measured: Bool) -> ScalarField {
    let (columns, rows) = ScalarField.grid(over: frame.box, cell: cell)
    let empty = ScalarField(
      box: frame.box, columns: columns, rows: rows,
      values: Array(repeating: 0, count: columns * rows))
    let (x, y) = (frame.x, frame.y)
    let values = Parallel.map(count: rows, threads: measured ? threads : 1) { row in
      (0..<columns).map { column in
        let node = empty.node(column: column, row: row)
        let (rate, momentum) = (x.value(at: node.x), y.value(at: node.y))
        return measured
          ? theory.measuredRate(
            learningRate: rate, momentum: momentum, on: surface, from: start)
          : theory.rate(learningRate: rate, momentum: momentum)
      }
    }
    return ScalarField(
      box: frame.box, columns: columns, rows: rows, values: values.flatMap(\.self))
  }

  /// Both rates on a grid of even nodes, and the best point.
  func series(x: ClosedRange<Double>, y: ClosedRange<Double>) -> [FigureData.Series] {
    func nodes(_ range: ClosedRange<Double>) -> [Double] {
      (0...40).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / 40
      }
    }
    let (columns, rows) = (nodes(x), nodes(y))
    func values(_ rate: @Sendable @escaping (Double, Double) -> Double) -> [Double] {
      Parallel.map(count: rows.count, threads: threads) { row in
        columns.map { rate($0, rows[row]) }
      }.flatMap(\.self)
    }
    let exact = values { theory.rate(learningRate: $0, momentum: $1) }
    let measured = values {
      theory.measuredRate(learningRate: $0, momentum: $1, on: surface, from: start)
    }
    let best = theory.best
    return [
      FigureData.Series("exact", x: columns, y: rows, values: exact),
      FigureData.Series("measured", x: columns, y: rows, values: measured),
      FigureData.Series("best", [Point(best.learningRate, best.momentum)], values: [best.rate]),
    ]
  }

  /// Bands of the exact rate; what diverges is set off.
  func field(_ frame: GraphFrame) -> [Mark] {
    let theme = frame.page.theme
    let exact = scalarField(frame, cell: 2 * theme.sizes.scale, measured: false)
    let colors = theme.colors.field.colors(Self.levels.count)
    var marks: [Mark] = [.rectangle(frame.box, .fill(colors[0]))]
    for (index, contour) in Contour.trace(exact, levels: Self.levels).enumerated() {
      let isLast = index == Self.levels.count - 1
      marks.append(
        .path(contour.region, .fill(isLast ? theme.colors.shade : colors[index + 1])))
    }
    let stroke = Stroke(theme.colors.contour, width: 1.4 * theme.sizes.hairline)
    for contour in Contour.trace(exact, levels: Self.levels) {
      marks.append(.path(contour.lines, Paint(stroke: stroke)))
    }
    return [.group("map rates", marks)]
  }

  /// The measured lines, their values, and the best point.
  func lines(_ frame: GraphFrame) -> [Mark] {
    let theme = frame.page.theme
    let measured = scalarField(frame, cell: 7 * theme.sizes.scale, measured: true)
    let stroke = Stroke(
      theme.colors.series.vermilion, width: 0.75 * theme.sizes.line,
      dash: [1.6, 2.2].map { $0 * theme.sizes.line })
    var marks: [Mark] = []
    var labels: [Mark] = []
    let style = theme.text(\.footer, weight: .medium).anchored(.middle, .middle)
    for contour in Contour.trace(measured, levels: Self.levels) {
      marks.append(.path(contour.lines, Paint(stroke: stroke)))
      guard contour.level < 1 else { continue }
      // Where both errors oscillate, √β is the rate: the line is level there.
      let (level, root) = (contour.level, 1 - contour.level)
      let (low, high) = (
        root * root / theory.flattest, (1 + level) * (1 + level) / theory.steepest
      )
      let place = frame.place(Point((low + high) / 2, level * level))
      guard low < high, frame.box.contains(place) else { continue }
      let text = RichText(frame.page.numbers.short(level))
      let box = Rectangle(
        x: place.x - 1.2 * style.size, y: place.y - 0.7 * style.size, width: 2.4 * style.size,
        height: 1.4 * style.size)
      labels += [
        .path(Path(box, radius: 0.3 * style.size), .fill(theme.colors.casing.opacity(0.8))),
        .text(text, style, at: box.center),
      ]
    }
    let best = theory.best
    let star = frame.place(Point(best.learningRate, best.momentum))
    let note = theme.text(\.small, weight: .medium, color: \.mutedInk)
    let corner = Point(frame.box.maxX - note.size, frame.box.maxY - note.size)
    return [
      .group("measured", marks), .group("levels", labels),
      Marker.star.mark(
        at: star, radius: 1.5 * theme.sizes.marker, theme.colors.ink, casing: theme.colors.casing),
      .text(RichText(Words.diverges(language)), note.anchored(.end), at: corner),
    ]
  }
}
