import LossSurfaces
import Scenes
import Trajectories

/// The rule's formula, and beside it what it was for each parameter in this step.
struct InsideTable {
  private let table: Table
  let hasNumbers: Bool

  init(_ figure: InsideFigure, _ theme: Theme) {
    let step = figure.inspection.steps[figure.step - 1]
    let language = figure.language
    let sheet = FormulaSheet(step, of: figure.inspection.spec, language.numbers)
    let labels = figure.inspection.surface.card.axisLabels
    hasNumbers = sheet.rows.contains { $0.numbers != nil }
    table = Table(
      columns: [.init(RichText(Words.formulaColumn(language)))]
        + labels.enumerated().map { index, label in
          .init(
            RichText(
              Words.parameterColumn(language, label, language.numbers.integer(figure.step))),
            isFlexible: true, spare: index)
        },
      rows: sheet.rows.map { row in
        [RichText(Words.formula(row.line, language)).weight(.medium)]
          + labels.indices.map { Self.cell(row, $0, language) }
      },
      headerStyle: theme.text(\.footer, color: \.mutedInk), rowStyle: theme.text(\.small),
      columnGap: 1.6 * theme.sizes.small, rowHeight: 1.5 * theme.sizes.small)
  }

  private static func cell(
    _ row: FormulaSheet.Row, _ parameter: Int, _ language: Language
  ) -> RichText {
    guard let outcome = row.outcome?[parameter], let target = row.target else { return "" }
    let number = language.numbers.rich(outcome, digits: 4).weight(.medium)
    let sign = row.isUpdate ? " ← " : " = "
    guard let numbers = row.numbers?[parameter] else { return RichText(target + sign) + number }
    return RichText(target + sign) + numbers + " = " + number
  }

  var height: Double { table.height }

  func marks(in area: Rectangle, _ measuring: some TextMeasuring) -> [Mark] {
    // Cut short, a column of numbers says nothing.
    let table = table.reduced(to: area.width, leastLetters: 24, measuring)
    let widths = table.fitted(table.widths(measuring), to: area.width)
    return [
      .group(
        "formula",
        table.marks(at: Point(area.minX, area.minY), widths: widths, measuring: measuring))
    ]
  }
}
