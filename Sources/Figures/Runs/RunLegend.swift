import Optimizers
import Scenes
import Trajectories

/// All runs with what they were and what came of them, in one block of rows or several side by side.
struct RunLegend {
  private let context: FigureContext
  private let paths: [RunPath]
  private let tables: [(table: Table, runs: Range<Int>)]
  private let widths: [Double]
  private let swatchWidth: Double
  private let blockGap: Double

  /// - Parameter size: the picture's; a small one has fewer columns, or no legend.
  init(
    _ context: FigureContext, _ paths: [RunPath], width: Double, on size: Size,
    measuring: some TextMeasuring
  ) {
    self.context = context
    self.paths = paths
    let theme = context.theme
    swatchWidth = 3 * theme.sizes.small
    blockGap = 1.6 * theme.sizes.small
    let room = width - swatchWidth - 0.8 * theme.sizes.small
    let whole = Self.table(context, paths).reduced(to: room, measuring)
    let natural = whole.widths(measuring)
    let blockWidth = whole.width(of: natural) + swatchWidth + whole.columnGap
    let fitting = Int((width + blockGap) / (blockWidth + blockGap))
    let wanted = (paths.count + Self.rowsPerBlock - 1) / Self.rowsPerBlock
    // Two narrow blocks serve many runs better than one of many rows.
    let blocks = max(1, min(fitting == 0 ? 1 : fitting, wanted))
    let blockRoom =
      (width - blockGap * Double(blocks - 1)) / Double(blocks) - swatchWidth - whole.columnGap
    widths = whole.fitted(natural, to: blockRoom)
    let rows = (paths.count + blocks - 1) / blocks
    let height = whole.rowHeight * Double(rows + 1)
    let most = 0.16 * size.height + 0.2 * max(0, size.height - size.width)
    guard !Theme.isCramped(size) || height < most else {
      tables = []
      return
    }
    tables = (0..<blocks).map { block in
      let runs = min(block * rows, paths.count)..<min((block + 1) * rows, paths.count)
      var table = whole
      table.rows = Array(whole.rows[runs])
      return (table, runs)
    }
  }

  private static let rowsPerBlock = 4

  var height: Double { tables.map(\.table.height).max() ?? 0 }

  private static func table(_ context: FigureContext, _ paths: [RunPath]) -> Table {
    let (theme, language) = (context.theme, context.language)
    let text = HyperparameterText(language: language)
    let all = context.result.runs
    // A name that tells namesakes apart by their settings need not have them beside it.
    let settings = all.indices.map { index in
      let settings = text.settings(of: all[index])
      return paths[index].name.contains(settings) ? "" : settings
    }
    let hasSettings = settings.contains { !$0.isEmpty }
    // What holds for all runs is said once, in the header.
    let sharedOrigin = text.sharedOrigin(of: all)
    var columns = [Table.Column(RichText(Words.optimizer(language)), isFlexible: true)]
    if hasSettings {
      columns.append(.init(RichText(Words.settings(language)), isFlexible: true, spare: 4))
    }
    columns.append(
      .init(RichText(sharedOrigin ?? Words.learningRate(language)), isNumeric: true))
    if sharedOrigin == nil { columns.append(.init("", spare: 2)) }
    let last = Words.final(language, context.measure.name(language))
    columns += [
      .init(RichText(Words.evaluationCount(language)), isNumeric: true, spare: 3),
      .init(RichText(last), isNumeric: true), .init(RichText(Words.status(language)), spare: 1),
    ]
    let rows = all.indices.map { index -> [RichText] in
      var row = [RichText(paths[index].name).weight(.medium)]
      if hasSettings { row.append(RichText(settings[index])) }
      row.append(text.learningRate(of: all[index]))
      if sharedOrigin == nil {
        row.append(RichText([.init(text.origin(of: all[index]), color: theme.colors.mutedInk)]))
      }
      return row + [
        RichText(context.numbers.integer(all[index].evaluations)), final(all[index], context),
        status(of: all[index], paths[index], context),
      ]
    }
    return Table(
      columns: columns, rows: rows, headerStyle: theme.text(\.footer, color: \.mutedInk),
      rowStyle: theme.text(\.small), columnGap: 0.8 * theme.sizes.small,
      rowHeight: 1.42 * theme.sizes.small)
  }

  /// The last value, bold where it is the lowest of all runs.
  private static func final(_ run: RaceRun, _ context: FigureContext) -> RichText {
    guard !run.outcome.isDiverged else { return "—" }
    let finals = context.result.runs.filter { !$0.outcome.isDiverged }
      .map { context.measure.shown($0.finalLoss) }
    let final = context.measure.shown(run.finalLoss)
    let number = context.numbers.rich(final)
    let isBest = final == finals.min() && final != finals.max()
    return isBest ? number.weight(.bold) : number
  }

  private static func status(
    of run: RaceRun, _ path: RunPath, _ context: FigureContext
  ) -> RichText {
    let language = context.language
    func step(_ number: Int) -> String { language.numbers.integer(number) }
    var notes = RunText(language).note(run.outcome).map { [$0] } ?? []
    if case .outside(_, _, let number) = path.ending {
      notes.append(Words.out(language, step(number)))
    } else if let excursion = path.excursion {
      let (first, last) = (step(excursion.lowerBound), step(excursion.upperBound))
      notes.append(
        first == last ? Words.wasOutOnce(language, first) : Words.wasOut(language, first, last))
    }
    if notes.isEmpty { return RichText(Words.finished(language)) }
    let isAlarm = run.outcome.isDiverged
    return RichText([
      .init(
        notes.joined(separator: ", "), weight: isAlarm ? .medium : nil,
        color: isAlarm ? context.theme.colors.alarm : nil)
    ])
  }

  func marks(at origin: Point, measuring: some TextMeasuring) -> [Mark] {
    var marks: [Mark] = []
    var x = origin.x
    for (table, runs) in tables {
      for (row, index) in runs.enumerated() {
        let y = origin.y + table.rowHeight * (Double(row) + 1.5)
        marks += swatch(paths[index].style, at: Point(x, y))
      }
      let left = x + swatchWidth + table.columnGap
      marks += table.marks(at: Point(left, origin.y), widths: widths, measuring: measuring)
      x = left + table.width(of: widths) + blockGap
    }
    return [.group("legend", marks)]
  }

  private func swatch(_ style: RunStyle, at place: Point) -> [Mark] {
    let theme = context.theme
    let end = Point(place.x + swatchWidth, place.y)
    return [
      .line(from: place, to: end, theme.stroke(style.color, dash: style.dash.lengths)),
      style.marker.mark(
        at: place.toward(end, 0.5), radius: theme.sizes.marker, style.color,
        casing: theme.colors.casing),
    ]
  }
}
