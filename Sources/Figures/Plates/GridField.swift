import Scenes

/// A loss on the nodes of a grid, as muted bands between contour lines.
struct GridField {
  /// The nodes; values are row by row from the lowest y.
  var x: [Double]
  var y: [Double]
  var values: [Double]
  var levels: [Double]

  static let levelCount = 14

  /// Levels that rise geometrically from the lowest loss, at least half of them up to `middle`.
  init(x: [Double], y: [Double], values: [Double], lowest: Double, middle: Double) {
    self.x = x
    self.y = y
    self.values = values
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), low < high else {
      levels = []
      return
    }
    if lowest > 0 {
      levels = ContourLevels.geometric(
        from: max(low, 1e-6 * high), over: min(max(middle, 1.001 * low), high), to: high,
        count: Self.levelCount)
    } else {
      levels = (1...Self.levelCount).map {
        low + (high - low) * Double($0) / Double(Self.levelCount + 1)
      }
    }
  }

  var xRange: ClosedRange<Double> { x[0]...x[x.count - 1] }
  var yRange: ClosedRange<Double> { y[0]...y[y.count - 1] }

  func map(_ frame: GraphFrame) -> Mark {
    let theme = frame.page.theme
    let colors = theme.colors.field.colors(levels.count + 1)
    var marks: [Mark] = [.rectangle(frame.box, .fill(colors[0]))]
    let contours = contours(frame, levels)
    for (contour, color) in zip(contours, colors.dropFirst()) {
      marks.append(.path(contour.region, .fill(color)))
    }
    let stroke = Stroke(theme.colors.contour, width: theme.sizes.hairline)
    for contour in contours { marks.append(.path(contour.lines, Paint(stroke: stroke))) }
    return .group("map", clip: frame.box, marks)
  }

  /// The grid must cover the frame.
  func contours(_ frame: GraphFrame, _ levels: [Double]) -> [Contour] {
    // A field's nodes come from the top; a value that is not finite is taken for a high one.
    let top = values.filter(\.isFinite).max() ?? 0
    let turned = y.indices.reversed().flatMap { row in
      values[row * x.count..<(row + 1) * x.count].map { $0.isFinite ? $0 : top }
    }
    let field = ScalarField(
      box: frame.box, columns: x.count, rows: y.count, values: Array(turned))
    return Contour.trace(field, levels: levels, tolerance: 0.12)
  }

  /// The colour that the field has where it has that value.
  func color(of value: Double, _ theme: Theme) -> Color {
    theme.colors.field.colors(levels.count + 1)[levels.count { $0 <= value }]
  }
}
