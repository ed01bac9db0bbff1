import Optimizers
import Scenes
import Trajectories

/// An optimizer's formula with the numbers of one step, line by line.
///
/// Numbers are put in only where computing the line gives what the step really did; a rule whose
/// formula is written more freely shows its letters, and the outcome.
struct FormulaSheet {
  struct Row {
    var line: String
    /// The right side with numbers, for each parameter; nil where it cannot be computed.
    var numbers: [RichText]?
    /// What the left side became, for each parameter; nil where the line is words.
    var outcome: [Double]?
    var target: String?
    var isUpdate: Bool
  }

  let rows: [Row]

  init(_ step: InspectedStep, of spec: OptimizerSpec, _ numbers: NumberFormat) {
    var symbols = FormulaSymbols(step, of: spec)
    rows = spec.entry.formula.map { text in
      let line = FormulaLine(text)
      guard let target = line.target else {
        symbols.assignMemory()
        return Row(line: text, isUpdate: false)
      }
      let computed = line.values(symbols)
      let known = line.isUpdate ? symbols.outcome(of: target) : computed
      var row = Row(line: text, outcome: known, target: target, isUpdate: line.isUpdate)
      if let computed, let known, Self.agree(computed, known, target, step) {
        row.numbers = step.before.indices.map {
          line.substituted(symbols, parameter: $0, numbers)
        }
      }
      if let known { symbols.assign(target, known) }
      return row
    }
  }

  /// To a millionth of the number, or of the step for the parameters.
  private static func agree(
    _ computed: [Double], _ known: [Double], _ target: String, _ step: InspectedStep
  ) -> Bool {
    computed.indices.allSatisfy { index in
      let size = target == "θ" ? abs(step.move[index]) : abs(known[index])
      let rounding = 4 * max(abs(known[index]), abs(step.before[index])).ulp
      return abs(computed[index] - known[index]) <= 1e-6 * size + rounding
    }
  }
}
