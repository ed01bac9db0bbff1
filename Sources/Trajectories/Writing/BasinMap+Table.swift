import LossSurfaces
import Optimizers
public import OutputFiles
import ReproducibleMath

extension BasinMap {
  /// Writes a row for each start of each panel; every float reads back to the same bits.
  public func write(to file: inout OutputFile) throws(OutputFileError) {
    let names = plan.surface.card.axisLabels
    let header =
      ["optimizer", "learningRate"] + names + ["fate", "minimum", "evaluations"]
      + names.map { "end.\($0)" } + ["loss"]
    try file.write(header.map(CSVText.field).joined(separator: ",") + "\n")
    let starts = plan.starts
    for panel in panels {
      let label = "\(CSVText.field(panel.name)),\(panel.learningRate)"
      // As text of many rows at a time, since each is short.
      for first in stride(from: 0, to: starts.count, by: Self.rowsAtOnce) {
        let rows = first..<min(first + Self.rowsAtOnce, starts.count)
        let blocks = Parallel.map(
          count: (rows.count + Self.rowsPerPiece - 1) / Self.rowsPerPiece, threads: plan.threads
        ) { block in
          let begin = rows.lowerBound + block * Self.rowsPerPiece
          return text(
            of: begin..<min(begin + Self.rowsPerPiece, rows.upperBound), panel, label, starts)
        }
        for block in blocks { try file.write(block) }
      }
    }
  }

  private static let rowsAtOnce = 65_536
  private static let rowsPerPiece = 4096

  private func text(
    of rows: Range<Int>, _ panel: BasinPanel, _ label: String, _ starts: BatchStarts
  ) -> String {
    var text = ""
    for row in rows {
      text += label
      for k in 0..<starts.dimension { append(starts.numbers[k * starts.count + row], to: &text) }
      text += ","
      text += panel.fates[row].fields
      for k in 0..<starts.dimension { append(panel.points[k * starts.count + row], to: &text) }
      append(panel.losses[row], to: &text)
      text += "\n"
    }
    return text
  }

  private func append(_ number: Double, to text: inout String) {
    text += ","
    text += number.description
  }
}

extension LaneFate {
  /// Fate, the minimum's number from 1 on, and the evaluations or the step.
  fileprivate var fields: String {
    switch self {
    case .reached(let target, let evaluations): "minimum,\(target + 1),\(evaluations)"
    case .undecided: "undecided,,"
    case .diverged(let step): "diverged,,\(step)"
    case .left(let step): "left,,\(step)"
    }
  }
}
