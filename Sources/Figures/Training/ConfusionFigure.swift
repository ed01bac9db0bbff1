import Networks
public import Scenes
public import Training

/// How often each class was taken for each other one, a matrix an optimizer.
public struct ConfusionFigure: Figure {
  public var report: SweepReport
  public var theme: Theme.Name
  public var language: Language

  /// Nil where no run has a confusion matrix: numbers are predicted, or all runs diverged.
  public init?(_ report: SweepReport, theme: Theme.Name = .light, language: Language = .english) {
    let has = report.entrants.contains { $0.runs.contains { $0.confusion != nil } }
    guard has, report.classes.count <= Self.mostClasses else { return nil }
    self.report = report
    self.theme = theme
    self.language = language
  }

  /// More would be specks.
  private static let mostClasses = 40

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let training = TrainingPage(report, theme, language, size: size)
    var page = training.page
    let part = Words.parts[report.judgingPart].map { $0(language) } ?? ""
    page.title = Words.confusionTitle(language, report.dataSet)
    page.lesson =
      report.folds > 1
      ? Words.foldConfusionLesson(language, part) : Words.confusionLesson(language, part)
    let shown = page
    let columns = GraphGrid.columns(of: report.entrants.count, in: size)
    return page.scene(size: size, measuring: measuring) { area in
      GraphGrid(report.ranking.map { graph($0, training, shown, measuring) }, columns: columns)
        .marks(in: area, shown, measuring)
    }
  }

  private func counts(_ entrant: Int) -> [[Int]] {
    let count = report.classes.count
    var sum = Array(repeating: Array(repeating: 0, count: count), count: count)
    for run in report.entrants[entrant].runs {
      guard let matrix = run.confusion else { continue }
      for row in 0..<count {
        for column in 0..<count { sum[row][column] += matrix.counts[row][column] }
      }
    }
    return sum
  }

  private func graph(
    _ entrant: Int, _ training: TrainingPage, _ page: Page, _ measuring: some TextMeasuring
  ) -> Graph {
    let count = report.classes.count
    let domain = -0.5...Double(count) - 0.5
    let names = report.classes.map { name in
      name.count > 12 ? name.prefix(11) + "…" : name
    }
    let ticks = names.enumerated().map { Tick(Double($0), RichText(String($1))) }
    var graph = Graph(
      "confusion \(training.names[entrant])",
      x: .init(
        domain: domain, title: RichText(Words.prediction(page.language)), ticks: ticks,
        hasGrid: false),
      y: .init(
        domain: domain, title: RichText(Words.truth(page.language)), ticks: ticks, hasGrid: false,
        isReversed: true),
      title: RichText(training.names[entrant]).color(
        training.styles[entrant].color.mixed(with: page.theme.colors.ink, 0.35)))
    let counts = counts(entrant)
    graph.valueTitle = "examples"
    graph.shown = zip(report.classes, counts).enumerated().map { row, entry in
      FigureData.Series(
        entry.0, entry.1.indices.map { Point(Double($0), Double(row)) },
        values: entry.1.map(Double.init))
    }
    graph.underlay = { frame in
      MatrixCells(
        values: counts.map { row in
          let total = row.reduce(0, +)
          return row.map { total > 0 ? Double($0) / Double(total) : 0 }
        }, color: training.styles[entrant].color,
        texts: counts.map { $0.map { $0 == 0 ? "" : page.numbers.integer($0) } }
      ).marks(frame, measuring)
    }
    return graph
  }
}

extension ConfusionFigure: TabulatedFigure {
  /// A series a true class; x and y count the classes from 0.
  public var data: FigureData {
    let training = TrainingPage(report, .light, .english, size: Page.plainSize)
    let measuring = FixedWidthMeasuring()
    return FigureData(
      report.ranking.map { FigureData.Panel(graph($0, training, training.page, measuring)) })
  }
}

/// Cells of a matrix in shades of one colour from 0 to 1, with a text each.
struct MatrixCells {
  var values: [[Double]]
  var color: Color
  var texts: [[String]]

  func marks(_ frame: GraphFrame, _ measuring: some TextMeasuring) -> [Mark] {
    let theme = frame.page.theme
    let style = theme.text(\.small).anchored(.middle, .middle)
    let cell = Size(
      frame.box.width / Double(values.first?.count ?? 1), frame.box.height / Double(values.count))
    let widest = texts.flatMap(\.self).map { measuring.width(of: RichText($0), style: style) }.max()
    let fit = min(1, 0.86 * cell.width / max(widest ?? 1, 1), 0.8 * cell.height / style.size)
    var marks: [Mark] = []
    for (row, line) in values.enumerated() {
      for (column, value) in line.enumerated() {
        let center = frame.place(Point(Double(column), Double(row)))
        let box = Rectangle(
          x: center.x - cell.width / 2, y: center.y - cell.height / 2, width: cell.width,
          height: cell.height)
        let share = value > 0 ? 0.06 + 0.88 * value : 0
        let fill = theme.colors.panel.mixed(with: color, share)
        marks.append(.rectangle(box, .fill(fill)))
        guard fit * style.size >= Theme.leastLetters, !texts[row][column].isEmpty else { continue }
        let ink = fill.perceivedLightness > 0.62 ? Color(0x14191F) : Color.white
        marks.append(
          .text(
            RichText(texts[row][column]), style.with(size: fit * style.size, color: ink), at: center
          ))
      }
    }
    return marks
  }
}
