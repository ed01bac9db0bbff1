import Networks
import Scenes
import Training

/// All optimizers with what they were and what came of them, the best first.
struct TrainingLegend {
  private let training: TrainingPage
  private let order: [Int]
  private let table: Table
  private let widths: [Double]
  private let swatchWidth: Double

  init(_ training: TrainingPage, width: Double, measuring: some TextMeasuring) {
    self.training = training
    let theme = training.page.theme
    order = training.report.ranking
    swatchWidth = 3 * theme.sizes.small
    var table = Self.table(training, order)
    let natural = table.widths(measuring).reduce(swatchWidth) { $0 + $1 + table.columnGap }
    // Smaller letters say more than names cut off.
    let least = min(1, Theme.leastLetters / table.headerStyle.size)
    let share = max(0.78, least, min(1, width / natural))
    table.headerStyle.size *= share
    table.rowStyle.size *= share
    table.columnGap *= share
    self.table = table
    widths = table.fitted(
      table.widths(measuring), to: width - swatchWidth - table.columnGap)
  }

  var height: Double { table.height }

  private static func table(_ training: TrainingPage, _ order: [Int]) -> Table {
    let (report, language) = (training.report, training.page.language)
    let theme = training.page.theme
    let text = HyperparameterText(language: language)
    let settings = order.map { text.settings(of: report.entrants[$0].spec) }
    let hasSettings = settings.contains { !$0.isEmpty }
    var columns = [Table.Column(RichText(Words.optimizer(language)), isFlexible: true)]
    if hasSettings {
      columns.append(.init(RichText(Words.settings(language)), isFlexible: true))
    }
    columns += [
      .init(RichText(Words.learningRate(language)), isNumeric: true), .init(""),
    ]
    let scores = scoreColumns(training)
    columns += scores.map { .init(RichText($0.title), isNumeric: true) }
    columns += [
      .init(RichText(Words.evaluationsEach(language)), isNumeric: true),
      .init(RichText(Words.bestEpoch(language)), isNumeric: true),
      .init(RichText(Words.status(language))),
    ]
    let rows = order.enumerated().map { row, index -> [RichText] in
      let entrant = report.entrants[index]
      var cells = [RichText(training.names[index]).weight(.medium)]
      if hasSettings { cells.append(RichText(settings[row])) }
      cells.append(training.page.numbers.rich(entrant.rate.rate))
      cells.append(
        RichText([.init(origin(of: entrant, training), color: theme.colors.mutedInk)]))
      cells += scores.map { $0.cell(index, row == 0) }
      let counts = entrant.runs.compactMap { $0.history.epochs.last?.evaluations }.sorted()
      cells.append(
        RichText(counts.isEmpty ? "" : training.page.numbers.integer(counts[counts.count / 2])))
      cells.append(RichText(bestEpoch(entrant, training)))
      cells.append(status(entrant, training))
      return cells
    }
    return Table(
      columns: columns, rows: rows, headerStyle: theme.text(\.footer, color: \.mutedInk),
      rowStyle: theme.text(\.small), columnGap: 0.8 * theme.sizes.small,
      rowHeight: 1.42 * theme.sizes.small)
  }

  /// Where the rate comes from, and between which two the folds chose theirs.
  private static func origin(
    of entrant: SweepReport.Entrant, _ training: TrainingPage
  ) -> String {
    let text = training.origin(entrant.rate.origin)
    let rates = entrant.foldRates.map(\.rate)
    guard let low = rates.min(), let high = rates.max(), low < high else { return text }
    let numbers = training.page.numbers
    return "\(text), \(numbers.short(low))–\(numbers.short(high))"
  }

  private struct ScoreColumn {
    var title: String
    var cell: (_ entrant: Int, _ isBest: Bool) -> RichText
  }

  /// The judging part's first two metrics, or those that were asked for, and the validation loss.
  private static func scoreColumns(_ training: TrainingPage) -> [ScoreColumn] {
    let (report, language) = (training.report, training.page.language)
    let part = report.judgingPart
    let partName = Words.parts[part].map { $0(language) } ?? ""
    var wanted: [(Int?, SweepReport.Part, String)] = report.plan.metrics.indices.prefix(
      report.shownMetrics ?? 2
    ).map {
      ($0, part, "\(Words.metric(report.plan.metrics[$0], language)), \(partName)")
    }
    if report.validation > 0 {
      wanted.append((nil, .validation, Words.validationLoss(language)))
    } else {
      wanted.append((nil, .training, Words.trainingLoss(language)))
    }
    return wanted.map { metric, part, title in
      ScoreColumn(title: title) { entrant, isBest in
        guard let interval = report.interval(entrant, metric, on: part) else { return "—" }
        let text = RichText(IntervalText(training.page.numbers).text(interval))
        return isBest && metric == 0 ? text.weight(.bold) : text
      }
    }
  }

  private static func bestEpoch(_ entrant: SweepReport.Entrant, _ training: TrainingPage) -> String
  {
    let best = entrant.runs.compactMap { run -> Int? in
      let measured = run.history.epochs.compactMap { record in
        record.validation.map { (record.epoch, $0.loss) }
      }.filter { $0.1.isFinite }
      return measured.min { $0.1 < $1.1 }?.0
    }.sorted()
    return best.isEmpty ? "—" : training.page.numbers.integer(best[best.count / 2])
  }

  private static func status(
    _ entrant: SweepReport.Entrant, _ training: TrainingPage
  ) -> RichText {
    let language = training.page.language
    let total = "\(entrant.runs.count)"
    let diverged = entrant.runs.count { $0.isDiverged }
    let stopped = entrant.runs.count {
      if case .stoppedEarly = $0.outcome { true } else { false }
    }
    if diverged > 0 {
      let text = Words.runsDiverged(language, "\(diverged)", total)
      return RichText([
        .init(text, weight: .medium, color: training.page.theme.colors.alarm)
      ])
    }
    if stopped > 0 { return RichText(Words.runsStopped(language, "\(stopped)", total)) }
    return RichText(Words.runsFinished(language, total, total))
  }

  func marks(at origin: Point, measuring: some TextMeasuring) -> [Mark] {
    let theme = training.page.theme
    var marks: [Mark] = []
    for (row, index) in order.enumerated() {
      let y = origin.y + table.rowHeight * (Double(row) + 1.5)
      let (start, end) = (Point(origin.x, y), Point(origin.x + swatchWidth, y))
      let style = training.styles[index]
      marks.append(.line(from: start, to: end, theme.stroke(style.color, dash: style.dash.lengths)))
      marks.append(
        style.marker.mark(
          at: start.toward(end, 0.5), radius: theme.sizes.marker, style.color,
          casing: theme.colors.casing))
    }
    let left = origin.x + swatchWidth + table.columnGap
    marks += table.marks(at: Point(left, origin.y), widths: widths, measuring: measuring)
    return [.group("legend", marks)]
  }
}
